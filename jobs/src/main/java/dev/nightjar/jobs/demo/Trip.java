package dev.nightjar.jobs.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a delivery when it departs.
 *
 * @param depot null only where the data are broken
 * @param weightKg of all parcels; null: nobody weighed them
 */
record Trip(
    LocalDateTime departed,
    @Nullable String depot,
    String carrier,
    String vehicle,
    String weather,
    double distanceKm,
    int parcels,
    @Nullable Double weightKg,
    int driverYears,
    double temperature) {

  private static final List<String> DEPOTS = List.of("North", "South", "East", "West");
  private static final List<String> CARRIERS = List.of("Swift", "Robin", "Heron");
  private static final List<String> VEHICLES = List.of("van", "bike", "truck");
  private static final String NEW_CARRIER = "Kestrel";
  private static final double NEW_SHARE = 0.3;
  private static final int FIRST_HOUR = 7;
  private static final double[] HOURS = {5, 9, 10, 8, 6, 5, 6, 7, 8, 9, 8, 5, 3};

  /** A day's weather. */
  record Sky(double temperature, double rain) {}

  /** Draws a trip; the numbers drawn are the same whether the new carrier drives or not. */
  static Trip draw(Dice dice, LocalDate date, Sky sky, boolean newCarrier) {
    LocalDateTime departed = date.atTime(FIRST_HOUR + dice.pick(HOURS), 5 * dice.whole(0, 11));
    String depot = DEPOTS.get(dice.pick(0.3, 0.25, 0.25, 0.2));
    String carrier = CARRIERS.get(dice.pick(0.4, 0.35, 0.25));
    if (dice.chance(NEW_SHARE) && newCarrier) {
      carrier = NEW_CARRIER;
    }
    String vehicle = VEHICLES.get(dice.pick(0.6, 0.25, 0.15));
    double temperature = round(sky.temperature() + 2 * dice.normal());
    boolean wet = dice.chance(sky.rain());
    double distance = round(Math.min(60, 0.5 + 6 * StrictMath.exp(0.6 * dice.normal())));
    int parcels = 1 + (int) dice.exponential(6);
    double weight = round(parcels * (0.5 + dice.exponential(2)));
    return new Trip(
        departed,
        depot,
        carrier,
        vehicle,
        wet ? "rain" : dice.chance(0.1) ? "fog" : "clear",
        distance,
        parcels,
        dice.chance(0.04) ? null : weight,
        dice.whole(0, 20),
        temperature);
  }

  /** As somebody's broken export would write it: no depot, and a distance that cannot be. */
  Trip broken(Dice dice) {
    return new Trip(
        departed,
        dice.chance(0.4) ? null : depot,
        carrier,
        vehicle,
        weather,
        dice.chance(0.15) ? -999 : distanceKm,
        parcels,
        weightKg,
        driverYears,
        temperature);
  }

  private static double round(double value) {
    return StrictMath.rint(value * 10) / 10;
  }
}
