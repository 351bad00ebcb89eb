package dev.almanac.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What figures were measured on.
 *
 * @param cores processors the JVM sees
 * @param memoryGb of the machine
 * @param heapLimitGb of the JVM
 * @param load processes that wanted to run in the minute before; above {@code cores} the machine was busy with others
 * @param java the JVM's version
 */
public record Machine(int cores, double memoryGb, double heapLimitGb, double load, String java) {
    private static final double GIB = 1L << 30;

    /** This machine, now. */
    public static Machine here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                system.getAvailableProcessors(),
                tenths(system.getTotalMemorySize() / GIB),
                tenths(Runtime.getRuntime().maxMemory() / GIB),
                tenths(system.getSystemLoadAverage()),
                Runtime.version().toString());
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** In a line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GB, heap limit %.1f GB, load at the start %.1f, Java %s",
                cores,
                memoryGb,
                heapLimitGb,
                load,
                java);
    }
}
