package dev.almanac.common.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.util.ShutdownHookManager;
import scala.runtime.BoxedUnit;

/**
 * Lets a run end in order when its process is told to stop. Spark's own hook would take the session away under it, and with
 * that the means to write down how it ended; this one comes before, has Spark give up what it works on, and waits for the
 * end of the run.
 */
final class OrderlyStop implements AutoCloseable {
    /** Schedulers that tell a process to stop kill it some ten seconds later. */
    private static final int LONGEST_SECONDS = 8;

    private static final int BEAT_MILLIS = 250;

    private final SparkContext spark;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object hook;
    private volatile boolean working = true;

    private OrderlyStop(SparkContext spark) {
        this.spark = spark;
        // The local executor's own hook is of default priority, and comes before that of the session.
        this.hook = ShutdownHookManager.addShutdownHook(ShutdownHookManager.DEFAULT_SHUTDOWN_PRIORITY() + 1, () -> {
            stop();
            return BoxedUnit.UNIT;
        });
    }

    /** @throws IllegalStateException when the process has been told to stop already */
    static OrderlyStop during(SparkContext spark) {
        return new OrderlyStop(spark);
    }

    /** From now on Spark only writes down how the run ended. */
    void recording() {
        working = false;
    }

    private void stop() {
        try {
            for (int beat = 0; beat < TimeUnit.SECONDS.toMillis(LONGEST_SECONDS) / BEAT_MILLIS; beat++) {
                if (working) {
                    spark.cancelAllJobs();
                }
                if (ended.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!Failures.isStopping()) {
            ShutdownHookManager.removeShutdownHook(hook);
        }
    }
}
