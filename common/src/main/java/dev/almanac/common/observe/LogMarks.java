package dev.almanac.common.observe;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.CloseableThreadContext;

/**
 * Marks everything that is logged while it is open as belonging to one run, also what Spark's own threads log. A
 * process makes one run at a time.
 */
public final class LogMarks implements AutoCloseable {
    static final String RUN = "run";
    private static final AtomicReference<Map<String, String>> CURRENT = new AtomicReference<>(Map.of());

    private final CloseableThreadContext.Instance context;

    private LogMarks(Map<String, String> marks) {
        this.context = CloseableThreadContext.putAll(marks);
    }

    /** Begins to mark with the run's id, job and domain. */
    public static LogMarks open(String runId, String job, String domain) {
        var marks = Map.of(RUN, runId, "job", job, "domain", domain);
        CURRENT.set(marks);
        return new LogMarks(marks);
    }

    static Map<String, String> current() {
        return CURRENT.get();
    }

    @Override
    public void close() {
        CURRENT.set(Map.of());
        context.close();
    }
}
