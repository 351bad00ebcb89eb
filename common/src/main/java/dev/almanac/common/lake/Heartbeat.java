package dev.almanac.common.lake;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, on a thread that keeps no process alive, until it is closed. */
public final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService beats;

    private Heartbeat(ScheduledExecutorService beats) {
        this.beats = beats;
    }

    /**
     * Starts with a pause. A beat that fails is logged, and the next one comes.
     *
     * @param name of the thread
     */
    public static Heartbeat every(Duration period, String name, Runnable beat) {
        var beats = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        var unused = beats.scheduleAtFixedRate(
                () -> guarded(name, beat), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return new Heartbeat(beats);
    }

    private static void guarded(String name, Runnable beat) {
        try {
            beat.run();
        } catch (Exception e) { // Scala throws checked ones that nobody declares
            LOG.warn("A beat of {} failed.", name, e);
        }
    }

    /** Waits for a beat at work: after it there is none. */
    public void close() {
        beats.shutdown();
        try {
            if (!beats.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("A last beat is still at work.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
