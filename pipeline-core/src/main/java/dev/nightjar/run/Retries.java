package dev.nightjar.run;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A budget of retries for every class of failure, counted for each step of one execution.
 *
 * @param policies a class that is not named is not tried again
 * @param classifier asked first; {@link FailureClassifier#standard} answers what it does not know
 */
public record Retries(Map<FailureClass, RetryPolicy> policies, FailureClassifier classifier) {

  public Retries {
    Map<FailureClass, RetryPolicy> copy = new EnumMap<>(FailureClass.class);
    copy.putAll(policies);
    policies = Collections.unmodifiableMap(copy);
  }

  /** What is sensible: what a person has to mend is not tried again, what passes by itself is. */
  public static Retries standard(FailureClassifier classifier) {
    Map<FailureClass, RetryPolicy> policies = new EnumMap<>(FailureClass.class);
    policies.put(FailureClass.EVICTED, seconds(3, 10, 300));
    policies.put(FailureClass.IMAGE, seconds(1, 30, 30));
    policies.put(FailureClass.UNSCHEDULABLE, seconds(5, 60, 900));
    policies.put(FailureClass.TIMEOUT, seconds(1, 10, 10));
    policies.put(FailureClass.INFRA, seconds(2, 1, 30));
    return new Retries(policies, classifier);
  }

  /** The policy for this class. */
  public RetryPolicy policy(FailureClass failureClass) {
    return policies.getOrDefault(failureClass, RetryPolicy.NEVER);
  }

  /** What kind of failure the exception is. */
  public Failure classify(Throwable thrown) {
    return classifier.or(FailureClassifier.standard()).classify(thrown).orElseThrow();
  }

  private static RetryPolicy seconds(int retries, int first, int longest) {
    return new RetryPolicy(retries, Duration.ofSeconds(first), Duration.ofSeconds(longest));
  }
}
