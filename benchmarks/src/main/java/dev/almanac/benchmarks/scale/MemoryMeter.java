package dev.almanac.benchmarks.scale;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How much memory this process has used at its peak. */
final class MemoryMeter {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");
    private static final long KIB = 1024;
    private static final long MIB = 1 << 20;

    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    /** Forgets earlier peaks, and garbage that would count as one. */
    void reset() {
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The heap's peak since the reset, in MiB, with garbage not yet collected: each generation's own peak, added. */
    long peakHeapMb() {
        return heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MIB;
    }

    /** The process's peak since its start, in MiB, as the system counts it; 0 where it does not say. */
    static long peakProcessMb() {
        try {
            var match = PEAK.matcher(Files.readString(STATUS));
            return match.find() ? Long.parseLong(match.group(1)) * KIB / MIB : 0;
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
