package dev.nightjar.jobs.demo;

import java.util.Objects;

/**
 * How likely a delivery is late: a logistic model with interactions, which a linear model cannot
 * quite learn.
 */
final class Truth {

  /** What a person would tell late from. */
  static final int LATE_MINUTES = 15;

  private static final double WRONG_LABELS = 0.02;
  private static final double BASE = -2.6;
  private static final double ROADWORKS = 1.6;

  private Truth() {}

  /** Log odds of being late; {@code roadworks} is 0 to 1. */
  static double logit(Trip trip, double roadworks) {
    String depot = Objects.requireNonNull(trip.depot());
    double sum = BASE + effect(depot) + effect(trip.carrier());
    sum += effect(trip.vehicle()) + effect(trip.weather());
    sum += 0.11 * trip.distanceKm() + 0.05 * trip.parcels() - 0.05 * trip.driverYears();
    int hour = trip.departed().getHour();
    if (hour == 8 || hour == 9 || (hour >= 16 && hour <= 18)) {
      sum += 0.7;
    }
    sum +=
        switch (trip.departed().getDayOfWeek()) {
          case MONDAY -> 0.2;
          case FRIDAY -> 0.5;
          case SATURDAY, SUNDAY -> -0.4;
          case TUESDAY, WEDNESDAY, THURSDAY -> 0;
        };
    if (trip.vehicle().equals("bike") && trip.weather().equals("rain")) {
      sum += 0.9;
    }
    if (trip.vehicle().equals("truck") && depot.equals("North")) {
      sum += 0.6;
    }
    return depot.equals("East") ? sum + ROADWORKS * roadworks : sum;
  }

  private static double effect(String name) {
    return switch (name) {
      case "North" -> 0.3;
      case "South" -> -0.2;
      case "East" -> -0.4;
      case "West" -> 0.1;
      case "Swift" -> -0.4;
      case "Robin" -> 0.1;
      case "Heron" -> 0.5;
      case "Kestrel" -> 1.5;
      case "van", "clear" -> 0;
      case "bike" -> -0.3;
      case "truck" -> 0.3;
      case "rain" -> 0.9;
      case "fog" -> 0.4;
      default -> throw new IllegalArgumentException("nobody knows " + name);
    };
  }

  /** Draws how late it was; a few are written down wrongly. */
  static int minutes(Dice dice, double logit) {
    boolean late = dice.uniform() < 1 / (1 + StrictMath.exp(-logit));
    if (dice.chance(WRONG_LABELS)) {
      late = !late;
    }
    int some = (int) dice.exponential(12);
    return late ? LATE_MINUTES + some : LATE_MINUTES - 1 - Math.min(some, 30);
  }
}
