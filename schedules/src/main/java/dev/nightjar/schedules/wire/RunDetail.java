package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.Holder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run with every try of every step.
 *
 * @param holder who works on it; null: nobody
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunDetail(RunDocument run, @Nullable Holder holder, List<Attempt> attempts) {}
