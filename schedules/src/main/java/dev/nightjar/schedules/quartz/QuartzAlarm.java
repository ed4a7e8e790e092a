package dev.nightjar.schedules.quartz;

import dev.nightjar.schedules.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.DateBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz as an alarm clock, with everything in memory: what is to be remembered is in the ledger.
 * Wishes for the same instant share one trigger, so that ten thousand schedules that are due
 * together are one thing for Quartz to do. Their tasks are done one after the other.
 */
public final class QuartzAlarm implements Alarm {

  private static final Logger LOG = LoggerFactory.getLogger(QuartzAlarm.class);
  private static final String ONCE = "once";
  private static final String EVERY = "every";

  private final Scheduler scheduler;
  private final Map<JobKey, Runnable> tasks = new ConcurrentHashMap<>();
  private final Map<String, Instant> wishes = new HashMap<>();
  private final Map<Instant, Together> together = new HashMap<>();
  private long triggers;

  private QuartzAlarm(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Starts an alarm clock.
   *
   * @param name of this clock, once in a process
   * @param threads how many may be woken at once
   */
  public static QuartzAlarm start(String name, int threads) {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", name);
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
    settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    try {
      QuartzAlarm alarm = new QuartzAlarm(new StdSchedulerFactory(settings).getScheduler());
      alarm.scheduler.setJobFactory((bundle, quartz) -> alarm.new Waking());
      alarm.scheduler.start();
      return alarm;
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not start: " + e.getMessage(), e);
    }
  }

  /** What is to be done at one instant, by the name of the wish. */
  private record Together(JobKey job, Map<String, Runnable> tasks) {}

  @Override
  public synchronized void at(String name, Instant when, Runnable task) {
    forget(name);
    Together all = together.get(when);
    if (all == null) {
      all = new Together(JobKey.jobKey(Long.toString(triggers++), ONCE), new LinkedHashMap<>());
      schedule(
          all.job(),
          Date.from(when),
          SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow(),
          () -> wakeAll(when));
      together.put(when, all);
    }
    all.tasks().put(name, task);
    wishes.put(name, when);
  }

  @Override
  public void every(String name, Duration period, Runnable task) {
    int millis = Math.toIntExact(period.toMillis());
    schedule(
        JobKey.jobKey(name, EVERY),
        DateBuilder.futureDate(millis, DateBuilder.IntervalUnit.MILLISECOND),
        SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(millis)
            .repeatForever()
            .withMisfireHandlingInstructionNextWithRemainingCount(),
        task);
  }

  private synchronized void schedule(
      JobKey key, Date first, SimpleScheduleBuilder when, Runnable task) {
    try {
      if (scheduler.isShutdown()) {
        return;
      }
      tasks.put(key, task);
      JobDetail job = JobBuilder.newJob(Waking.class).withIdentity(key).build();
      Trigger trigger =
          TriggerBuilder.newTrigger()
              .withIdentity(key.getName(), key.getGroup())
              .startAt(first)
              .withSchedule(when)
              .build();
      scheduler.scheduleJob(job, Set.of(trigger), true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz refuses an alarm: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void forget(String name) {
    Instant when = wishes.remove(name);
    Together all = when == null ? null : together.get(when);
    if (all == null) {
      return;
    }
    all.tasks().remove(name);
    if (all.tasks().isEmpty()) {
      together.remove(when);
      unschedule(all.job());
    }
  }

  private void unschedule(JobKey key) {
    tasks.remove(key);
    try {
      if (!scheduler.isShutdown()) {
        scheduler.deleteJob(key);
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not forget an alarm: " + e.getMessage(), e);
    }
  }

  private void wakeAll(Instant when) {
    taken(when).forEach(QuartzAlarm::wake);
  }

  private synchronized Map<String, Runnable> taken(Instant when) {
    Together all = together.remove(when);
    if (all == null) {
      return Map.of();
    }
    tasks.remove(all.job());
    wishes.keySet().removeAll(all.tasks().keySet());
    return all.tasks();
  }

  private static void wake(Object name, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("what was woken by {} failed: {}", name, e.toString());
    }
  }

  @Override
  public synchronized void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("Quartz did not shut down: {}", e.getMessage());
    }
  }

  /** Looks up whom a trigger wakes. */
  private final class Waking implements Job {

    @Override
    public void execute(JobExecutionContext context) {
      JobKey key = context.getJobDetail().getKey();
      Runnable task = tasks.get(key);
      if (task != null) {
        wake(key, task);
      }
    }
  }
}
