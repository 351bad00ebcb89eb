package dev.almanac.jobs.ingest.resolving;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Takes mapped rows and the waiting ones through {@link Resolution}, table after table, parents first. */
public final class Cleaning {
    /** How waiting records are written as JSON: to the microsecond, with what is null. */
    public static final Map<String, String> JSON =
            Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", "ignoreNullFields", "false");

    private final Inputs inputs;
    private final RunContext run;
    private final List<Source> sources;
    private final Snapshots snapshots;
    private final Backlog backlog;
    private final Map<String, Duration> grace;

    /** Prepares a run over the sources; what earlier runs left behind is looked at here. */
    public Cleaning(Inputs inputs, RunContext run, List<Source> sources, Snapshots snapshots) {
        this.inputs = inputs;
        this.run = run;
        this.sources = sources;
        this.snapshots = snapshots;
        this.grace = sources.stream()
                .collect(Collectors.toMap(
                        Source::name, source -> source.settings().rules().grace()));
        this.backlog = Backlog.of(inputs.of(IngestTables.PENDING), inputs.of(IngestTables.TOMBSTONES));
    }

    /**
     * What becomes of every row.
     *
     * @param mapped rows by source, as the mapping yields them, with source and freshness
     * @param batch names this set of rows among those of the same run
     * @return the rows with their outcome, by table; only tables that have any
     */
    public Map<Table, Dataset<Row>> resolve(Map<Source, Dataset<Row>> mapped, String batch) {
        // Grows: what waited and is taken in now may itself be a parent that other rows wait for.
        var moving = mapped.keySet().stream().map(Source::table).collect(Collectors.toCollection(HashSet::new));
        var resolved = new LinkedHashMap<Table, Dataset<Row>>();
        for (var table : CleanTables.ALL) {
            var candidates = new ArrayList<Dataset<Row>>();
            mapped.forEach((source, rows) -> {
                if (source.table().equals(table)) {
                    candidates.add(rows);
                }
            });
            if (isDue(table, moving)) {
                moving.add(table);
                candidates.add(waiting(inputs.of(IngestTables.PENDING), table));
            }
            if (!candidates.isEmpty()) {
                run.progress().doing("resolving " + table);
                var key = "resolved-" + table.name().replace('_', '-') + "-" + batch;
                var all = candidates.stream().reduce(Dataset::unionByName).orElseThrow();
                resolved.put(
                        table,
                        run.remember(key, () -> resolution(table, resolved).resolve(all)));
            }
        }
        return resolved;
    }

    private boolean isDue(Table table, Set<Table> moving) {
        var parents = Parents.of(table, sources).stream().map(Parents::tableOf).collect(Collectors.toSet());
        return backlog.isDue(table, moving, parents, grace, run.window().end());
    }

    private Resolution resolution(Table table, Map<Table, Dataset<Row>> resolved) {
        var parents = new TreeMap<String, Dataset<Row>>();
        for (var column : Parents.of(table, sources)) {
            parents.put(column, parentKeys(Parents.tableOf(column), resolved));
        }
        boolean versioned =
                sources.stream().anyMatch(source -> source.table().equals(table) && source.kind() != Kind.EVENTS);
        return new Resolution(
                table,
                inputs.of(table),
                backlog.buried(table) ? Optional.of(inputs.of(IngestTables.TOMBSTONES)) : Optional.empty(),
                parents,
                new Resolution.Policy(versioned, grace, snapshots, run.window().end()));
    }

    /** The parents there will be after this run. */
    private Dataset<Row> parentKeys(Table parent, Map<Table, Dataset<Row>> resolved) {
        var key = Parents.keyOf(parent);
        var present = inputs.of(parent).select(key);
        if (!resolved.containsKey(parent)) {
            return present;
        }
        var changes = new TableChange(parent, inputs.of(parent), resolved.get(parent), run);
        var staying = mayDelete(parent)
                ? present.join(changes.deletedKeys(snapshots), new String[] {key}, "left_anti")
                : present;
        return staying.union(
                        changes.kept().select(col(Rows.RECORD).getField(key).as(key)))
                .distinct();
    }

    /** Whether any source of a table can take rows out of it in this run. */
    public boolean mayDelete(Table table) {
        return sources.stream()
                .filter(source -> source.table().equals(table))
                .anyMatch(source ->
                        source.settings().rules().deleteWhen().isPresent() || snapshots.brings(source.name()));
    }

    /** Rows that wait, in the form that mapped rows have. */
    private Dataset<Row> waiting(Dataset<Row> pending, Table table) {
        var record = from_json(col("record"), recordType(table), JSON);
        return pending.where(col("target").equalTo(table.name()))
                .select(
                        col("file").as(Rows.FILE),
                        col("landed_at").as(Rows.LANDED),
                        col("line").as(Rows.LINE),
                        col("header").as(Rows.HEADER),
                        col("row").as(Rows.ROW),
                        Rows.none(Rows.TEXTS).as(Rows.UNKNOWN),
                        lit(false).as(Rows.DELETED),
                        Rows.none(DataTypes.StringType).as(Rows.REASON),
                        Rows.none(DataTypes.StringType).as(Rows.DETAIL),
                        col("version").as(Rows.VERSION),
                        record.as(Rows.RECORD),
                        col("source").as(Rows.SOURCE),
                        lit(false).as(Rows.FRESH),
                        col("waiting_since").as(Rows.WAITING_SINCE));
    }

    /** The type of {@link Rows#RECORD} of a table. */
    private static StructType recordType(Table table) {
        return new StructType(Source.recordColumns(table).stream()
                .map(column -> new StructField(column.name(), column.type(), true, Metadata.empty()))
                .toArray(StructField[]::new));
    }
}
