package dev.almanac.common.config;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where tables lie and for how long their history is kept.
 *
 * @param path a local path or an {@code hdfs:} URI
 * @param rollbackWindow how far back a publication can be rolled back
 * @param lease how long a run's lease holds without being renewed
 */
public record WarehouseSettings(String path, Duration rollbackWindow, Duration lease) {
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):.*");
    private static final Set<String> SAFE = Set.of("file", "hdfs");

    public WarehouseSettings {
        Require.notBlank("path", path);
        var scheme = SCHEME.matcher(path);
        Require.that(
                !scheme.matches() || SAFE.contains(scheme.group(1)),
                "path",
                path,
                "is on a store where two drivers that write one table can lose a commit: Delta 4.4.0 has a log store"
                        + " for many drivers only on local disks and HDFS. Use a local path or an hdfs: URI");
        Require.positive("rollback-window", rollbackWindow);
        Require.positive("lease", lease);
    }
}
