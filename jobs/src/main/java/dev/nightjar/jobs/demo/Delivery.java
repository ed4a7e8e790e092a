package dev.nightjar.jobs.demo;

import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Objects;

/**
 * One delivery of the demo's world.
 *
 * @param minutesLate at the door; negative: early
 */
record Delivery(long id, Trip trip, int minutesLate) {

  /** The first line of a CSV file. */
  static final String HEADER =
      "delivery_id,departed,depot,carrier,vehicle,weather,weekday,hour,distance_km,parcels,"
          + "weight_kg,driver_years,temperature,minutes_late";

  /** A line of a CSV file, without its end. */
  String csv() {
    return String.join(
        ",",
        Long.toString(id),
        trip.departed().toLocalDate() + " " + trip.departed().toLocalTime() + ":00",
        Objects.requireNonNullElse(trip.depot(), ""),
        trip.carrier(),
        trip.vehicle(),
        trip.weather(),
        trip.departed().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT),
        Integer.toString(trip.departed().getHour()),
        tenths(trip.distanceKm()),
        Integer.toString(trip.parcels()),
        trip.weightKg() == null ? "" : tenths(trip.weightKg()),
        Integer.toString(trip.driverYears()),
        tenths(trip.temperature()),
        Integer.toString(minutesLate));
  }

  private static String tenths(double value) {
    // Whole tenths already.
    return Double.toString(value);
  }
}
