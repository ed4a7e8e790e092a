package dev.nightjar.schedules.quartz;

import dev.nightjar.schedules.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
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
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz as an alarm clock, with everything in memory: what is to be remembered is in the ledger.
 * Each wish is one trigger; what it wakes is looked up by name, so that a trigger holds no more
 * than that.
 */
public final class QuartzAlarm implements Alarm {

  private static final Logger LOG = LoggerFactory.getLogger(QuartzAlarm.class);
  private static final String ONCE = "once";
  private static final String EVERY = "every";

  private final Scheduler scheduler;
  private final Map<TriggerKey, Runnable> tasks = new ConcurrentHashMap<>();

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

  @Override
  public void at(String name, Instant when, Runnable task) {
    TriggerKey key = TriggerKey.triggerKey(name, ONCE);
    schedule(
        key,
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .startAt(Date.from(when))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build(),
        task);
  }

  @Override
  public void every(String name, Duration period, Runnable task) {
    TriggerKey key = TriggerKey.triggerKey(name, EVERY);
    schedule(
        key,
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .startAt(
                DateBuilder.futureDate(
                    Math.toIntExact(period.toMillis()), DateBuilder.IntervalUnit.MILLISECOND))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(period.toMillis())
                    .repeatForever()
                    .withMisfireHandlingInstructionNextWithRemainingCount())
            .build(),
        task);
  }

  private synchronized void schedule(TriggerKey key, Trigger trigger, Runnable task) {
    tasks.put(key, task);
    try {
      if (scheduler.isShutdown()) {
        return;
      }
      // A job for each: Quartz looks through all triggers of a job whenever it replaces one.
      JobDetail job = JobBuilder.newJob(Waking.class).withIdentity(jobKey(key)).build();
      scheduler.scheduleJob(job, Set.of(trigger), true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz refuses an alarm: " + e.getMessage(), e);
    }
  }

  private static JobKey jobKey(TriggerKey key) {
    return JobKey.jobKey(key.getName(), key.getGroup());
  }

  @Override
  public synchronized void forget(String name) {
    TriggerKey key = TriggerKey.triggerKey(name, ONCE);
    tasks.remove(key);
    try {
      if (!scheduler.isShutdown()) {
        scheduler.unscheduleJob(key);
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not forget an alarm: " + e.getMessage(), e);
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
      Runnable task = tasks.get(context.getTrigger().getKey());
      if (task != null) {
        try {
          task.run();
        } catch (RuntimeException e) {
          LOG.warn("what was woken by {} failed: {}", context.getTrigger().getKey(), e.toString());
        }
      }
    }
  }
}
