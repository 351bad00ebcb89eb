package dev.almanac.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import dev.almanac.common.job.Progress;
import dev.almanac.common.run.RunObserver;
import dev.almanac.common.run.RunPlan;
import dev.almanac.common.run.RunReport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down time and memory of every run. */
final class Measurements implements RunObserver {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /**
     * A run.
     *
     * @param what the job and, for the history, that it is
     * @param ending what became of it
     * @param cpuSeconds of all threads of the process; unlike the seconds little changed by what else the machine does
     * @param rows published, over all tables
     */
    record Line(String what, String ending, double seconds, double cpuSeconds, long rows, long peakHeapMb) {}

    private final MemoryMeter memory = new MemoryMeter();
    private final Progress progress;
    private final List<Line> lines = new ArrayList<>();
    private String phase = "";
    private long cpuBefore;

    Measurements(Progress progress) {
        this.progress = progress;
    }

    /** Names what the next runs belong to. */
    void phase(String name) {
        phase = name;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Measures work that is not a run. */
    <T> T measured(String what, Work<T> work) {
        begin();
        long start = System.nanoTime();
        var done = work.run();
        lines.add(new Line(
                what, "done", (System.nanoTime() - start) / NANOS, cpuSeconds(), done.rows(), memory.peakHeapMb()));
        return done.value();
    }

    /** Work with a result. */
    @FunctionalInterface
    interface Work<T> {
        Done<T> run();
    }

    /** A result, and how many rows it has. */
    record Done<T>(T value, long rows) {}

    private void begin() {
        memory.reset();
        cpuBefore = SYSTEM.getProcessCpuTime();
    }

    private double cpuSeconds() {
        return (SYSTEM.getProcessCpuTime() - cpuBefore) / NANOS;
    }

    @Override
    public void started(RunPlan plan) {
        begin();
        doing(plan.spec().name() + ", " + phase);
    }

    @Override
    public void doing(String what) {
        progress.doing(what);
    }

    @Override
    public void ended(RunReport report) {
        var outcome = report.outcome();
        outcome.error().ifPresent(error -> progress.doing(error.getMessage()));
        lines.add(new Line(
                report.job() + ", " + phase,
                outcome.ending().name().toLowerCase(Locale.ROOT),
                report.took().toMillis() / MILLIS,
                cpuSeconds(),
                outcome.lineage().outputs().stream()
                        .mapToLong(output -> output.rows())
                        .sum(),
                memory.peakHeapMb()));
    }
}
