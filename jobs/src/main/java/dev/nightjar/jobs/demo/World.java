package dev.nightjar.jobs.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parcel deliveries of a small town: will this one be 15 or more minutes late? The same options
 * give the same bytes on every machine.
 *
 * <p>The truth is a logistic model with interactions (bikes suffer in the rain, trucks in the
 * north, everybody in the rush hour) and a few wrong labels, so that a linear model does well but
 * not perfectly. Days do not depend on each other: what happens on a day leaves the days before it
 * untouched.
 */
public final class World {

  private static final double DAYS_PER_YEAR = 365.25;
  private static final int COLDEST_DAY = 20;

  private final WorldOptions options;

  public World(WorldOptions options) {
    this.options = options;
  }

  /** Writes all days into a CSV file. */
  public void writeCsv(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(Delivery.HEADER + "\n");
      for (int day = 0; day < options.days(); day++) {
        for (Delivery delivery : day(day)) {
          out.write(delivery.csv() + "\n");
        }
      }
    }
  }

  /** The deliveries of a day, in the order of their departure. */
  List<Delivery> day(int day) {
    LocalDate date = options.start().plusDays(day);
    Dice dice = new Dice(options.seed(), day);
    double year = 2 * StrictMath.PI * (date.getDayOfYear() - COLDEST_DAY) / DAYS_PER_YEAR;
    double warmth = -StrictMath.cos(year);
    double rain = Math.min(0.9, 1.2 * dice.uniform() * dice.uniform());
    Trip.Sky sky = new Trip.Sky(9 + 9 * warmth + 3 * dice.normal(), rain);
    int rows = rows(date, warmth, dice);
    List<Delivery> deliveries = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      Trip trip = Trip.draw(dice, date, sky, options.newCarrierOn(day));
      int minutes = Truth.minutes(dice, Truth.logit(trip, options.slowDriftOn(day)));
      deliveries.add(new Delivery(0, day == options.broken() ? trip.broken(dice) : trip, minutes));
    }
    deliveries.sort(Comparator.comparing(d -> d.trip().departed()));
    for (int i = 0; i < rows; i++) {
      Delivery delivery = deliveries.get(i);
      deliveries.set(i, new Delivery(1000L * day + i + 1, delivery.trip(), delivery.minutesLate()));
    }
    return deliveries;
  }

  private static int rows(LocalDate date, double warmth, Dice dice) {
    double weekday =
        switch (date.getDayOfWeek()) {
          case MONDAY -> 1.15;
          case TUESDAY, WEDNESDAY, THURSDAY -> 1.02;
          case FRIDAY -> 1.1;
          case SATURDAY -> 0.9;
          case SUNDAY -> 0.8;
        };
    return (int) StrictMath.rint(325 * weekday * (1 - 0.04 * warmth) + 8 * dice.normal());
  }
}
