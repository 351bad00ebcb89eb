package dev.almanac.common.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Table;
import dev.almanac.common.contract.WriteMode;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.LandedFile;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.DeltaTables;
import dev.almanac.common.lake.LandedFiles;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.lake.PublicationLog;
import dev.almanac.common.lake.RunRecord;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** A run's inputs, each resolved once at the start to a published version. */
final class PinnedInputs implements Inputs {
    private static final String PREVIOUS = " (previous)";

    private final JobSpec<?> spec;
    private final Window window;
    private final ZoneId zone;
    private final DeltaTables tables;
    private final Map<String, Long> current = new HashMap<>();
    private final Map<String, Long> previous = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private PinnedInputs(JobSpec<?> spec, Window window, ZoneId zone, DeltaTables tables) {
        this.spec = spec;
        this.window = window;
        this.zone = zone;
        this.tables = tables;
    }

    /**
     * Resolves every declared read.
     *
     * @throws AlmanacException of kind CAN_PASS when a required table was never published, or none of several; of kind
     *     INPUT when a table's log ends before the published version
     */
    static PinnedInputs resolve(
            JobSpec<?> spec, Window window, RunEnvironment environment, GroupState state, PublicationLog log) {
        var inputs = new PinnedInputs(spec, window, environment.zone(), environment.tables());
        var earlier = spec.reads().stream()
                .filter(read -> read.role() == JobSpec.Role.PREVIOUS)
                .collect(Collectors.toMap(read -> read.table().name(), JobSpec.Read::table));
        if (!earlier.isEmpty()) {
            var now = environment.policy().clock().instant();
            for (var version : log.before(earlier.values(), window.end())) {
                log.outOfReachSince(version, now)
                        .ifPresentOrElse(
                                since -> inputs.withoutHistory(earlier.get(version.table()), state, since),
                                () -> inputs.previous.put(version.table(), version.version()));
            }
        }
        for (var read : spec.reads()) {
            if (read.role() != JobSpec.Role.PREVIOUS) {
                inputs.pin(read, state.version(read.table()));
            }
        }
        inputs.requireAnyOf();
        return inputs;
    }

    /** A table replaced by window still has its older windows; of one that is replaced whole the older ones are gone. */
    private void withoutHistory(Table table, GroupState state, Instant replaced) {
        if (table.writeMode() instanceof WriteMode.ReplaceWindow) {
            previous.put(table.name(), state.version(table).orElseThrow().version());
        } else {
            warnings.add(
                    "%s as it was before this window was replaced at %s and is no longer kept; this run goes on without"
                            .formatted(table, replaced));
        }
    }

    /** What a run has read, by its record. */
    static PinnedInputs recorded(
            JobSpec<?> spec, Window window, ZoneId zone, DeltaTables tables, List<RunRecord.Input> versions) {
        var inputs = new PinnedInputs(spec, window, zone, tables);
        versions.forEach(input -> {
            var name = input.table();
            if (name.endsWith(PREVIOUS)) {
                inputs.previous.put(name.substring(0, name.length() - PREVIOUS.length()), input.version());
            } else {
                inputs.current.put(name, input.version());
            }
        });
        return inputs;
    }

    private void pin(JobSpec.Read read, Optional<Publication.Version> published) {
        var table = read.table();
        if (published.isPresent()) {
            requireWholeLog(table, published.get().version());
            current.put(table.name(), published.get().version());
        } else if (read.role() == JobSpec.Role.REQUIRED) {
            throw AlmanacException.cannot(
                    Failure.CAN_PASS,
                    "run " + spec.name(),
                    "its input table " + table + " was never published",
                    "Run job " + table.owner() + " first");
        }
    }

    private void requireAnyOf() {
        var tables = spec.reads().stream()
                .filter(read -> read.role() == JobSpec.Role.ANY_OF)
                .map(JobSpec.Read::table)
                .toList();
        if (!tables.isEmpty() && tables.stream().noneMatch(table -> current.containsKey(table.name()))) {
            throw AlmanacException.cannot(
                    Failure.CAN_PASS,
                    "run " + spec.name(),
                    "none of its input tables %s was ever published"
                            .formatted(tables.stream().map(Table::name).collect(Collectors.joining(", "))),
                    "Run job " + tables.get(0).owner() + " first");
        }
    }

    /** A commit file that was lost or emptied would be read as older data in silence. */
    private void requireWholeLog(Table table, long published) {
        long newest = tables.newestVersion(table).orElse(-1);
        if (newest < published) {
            throw AlmanacException.cannot(
                    Failure.INPUT,
                    "read table " + table,
                    "version %d was published but its log ends at version %d".formatted(published, newest),
                    "Restore the table's _delta_log, or run job " + table.owner() + " again");
        }
    }

    @Override
    public Dataset<Row> of(Table table) {
        require(table, false);
        var version = current.get(table.name());
        if (version == null) {
            return tables.empty(table);
        }
        var rows = tables.at(table, version);
        boolean own = spec.group().filter(table.group()::equals).isPresent();
        return own ? rows : table.eventTime().map(column -> cut(rows, column)).orElse(rows);
    }

    private Dataset<Row> cut(Dataset<Row> rows, String column) {
        return rows.where(col(column).lt(lit(Timestamp.from(window.end()))));
    }

    @Override
    public Dataset<Row> previous(Table table) {
        require(table, true);
        var version = previous.get(table.name());
        if (version == null) {
            return tables.empty(table);
        }
        var rows = tables.at(table, version);
        return table.writeMode() instanceof WriteMode.ReplaceWindow windows
                ? rows.where(col(windows.column()).lt(lit(lastOf(table.column(windows.column())))))
                : rows;
    }

    /** The newest value of a window column that this run itself may write. */
    private Object lastOf(Column column) {
        var days = window.days(zone);
        return column.type().equals(DataTypes.DateType) ? days.get(days.size() - 1) : window.end();
    }

    /** What an operator should know of these inputs. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void require(Table table, boolean asPrevious) {
        boolean declared = spec.reads().stream()
                .anyMatch(read -> read.table().name().equals(table.name())
                        && (read.role() == JobSpec.Role.PREVIOUS) == asPrevious);
        if (!declared) {
            throw new IllegalArgumentException(
                    "Job %s reads table %s without declaring it.".formatted(spec.name(), table));
        }
    }

    @Override
    public List<LandedFile> files(String pathOrGlob) {
        if (!spec.traits().readsFiles()) {
            throw new IllegalArgumentException("Job " + spec.name() + " lists files without declaring it.");
        }
        return LandedFiles.list(tables.hadoop(), pathOrGlob);
    }

    /** The versions this run reads, for its record. */
    List<RunRecord.Input> versions() {
        var all = new TreeMap<>(current);
        previous.forEach((name, version) -> all.put(name + PREVIOUS, version));
        return all.entrySet().stream()
                .map(entry -> new RunRecord.Input(entry.getKey(), entry.getValue()))
                .toList();
    }
}
