package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.schedules.BackfillForecast;
import dev.nightjar.schedules.BackfillService.Opened;
import org.jspecify.annotations.Nullable;

/**
 * The answer to who wants a backfill.
 *
 * @param forecast what there was to do
 * @param backfill null: there is no night to run, and none was made
 * @param joined whether it was there before
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpenedDocument(
    BackfillForecast forecast, @Nullable BackfillDocument backfill, boolean joined) {

  /** The document of an answer. */
  public static OpenedDocument of(Opened opened) {
    return new OpenedDocument(
        opened.forecast(),
        opened.backfill() == null ? null : BackfillDocument.of(opened.backfill()),
        opened.joined());
  }

  /** The answer of the document. */
  public Opened opened() {
    return new Opened(forecast, backfill == null ? null : backfill.backfill(), joined);
  }
}
