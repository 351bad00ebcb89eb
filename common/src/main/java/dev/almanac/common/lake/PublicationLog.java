package dev.almanac.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import dev.almanac.common.contract.Table;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads and appends to a domain's {@code publications}: the row appended here is a run's commit point. */
public final class PublicationLog {
    private static final int MARGIN = 14;

    private final DeltaTables tables;
    private final RecordLog log;
    private Newest newest = new Newest(-1, Map.of());

    /** The newest row of every group, as of a version of the table. */
    private record Newest(long version, Map<String, Publication> byGroup) {}

    PublicationLog(DeltaTables tables) {
        this.tables = tables;
        this.log = new RecordLog(tables, RecordTables.PUBLICATIONS);
    }

    /** Appends the commit point. The caller holds the group's lease, so the sequence has no gap and no fork. */
    public synchronized void append(Publication publication) {
        var commit = log.append(row(publication));
        if (commit.isNextAfter(newest.version())) {
            var byGroup = new HashMap<>(newest.byGroup());
            byGroup.put(publication.entry().group(), publication);
            newest = new Newest(commit.version(), Map.copyOf(byGroup));
        }
    }

    /**
     * The newest row of every group that was ever published; bounded by the number of groups. Read again only when
     * somebody has published since.
     */
    public synchronized Map<String, Publication> newest() {
        long version = tables.newestVersion(RecordTables.PUBLICATIONS).orElse(-1);
        if (version != newest.version()) {
            newest = new Newest(version, readNewest());
        }
        return newest.byGroup();
    }

    private Map<String, Publication> readNewest() {
        return rows()
                .coalesce(1) // a small table: one task and no shuffle
                .groupBy("table_group")
                .agg(max_by(struct("*"), col("sequence")).as("newest"))
                .select("newest.*")
                .collectAsList()
                .stream()
                .map(PublicationLog::publication)
                .collect(Collectors.toUnmodifiableMap(p -> p.entry().group(), Function.identity()));
    }

    /** The newest row of one group. */
    public Optional<Publication> newest(String group) {
        return Optional.ofNullable(newest().get(group));
    }

    /** Rows of a group, newest first, from the given sequence number on. */
    public List<Publication> since(String group, long sequence) {
        return rows()
                .where(col("table_group").equalTo(group).and(col("sequence").geq(sequence)))
                .orderBy(col("sequence").desc())
                .collectAsList()
                .stream()
                .map(PublicationLog::publication)
                .toList();
    }

    /** The newest row of a group that a run wrote. */
    public Optional<Publication> byRun(String group, String runId) {
        return first(
                rows().where(col("table_group").equalTo(group).and(col("run_id").equalTo(runId))));
    }

    /**
     * For each table, the newest version whose newest window ended strictly before the given moment: what a job may see
     * of an earlier output. What was rolled back since is as if it had never been published.
     */
    public List<Publication.Version> before(Collection<Table> wanted, Instant windowEnd) {
        var names = wanted.stream().map(Table::name).toArray();
        return standing()
                .selectExpr("sequence", "inline(tables)")
                .where(col("name").isin(names).and(col("window_end").lt(Timestamp.from(windowEnd))))
                .selectExpr(
                        "*", "row_number() OVER (PARTITION BY name ORDER BY window_end DESC, sequence DESC) AS newness")
                .where("newness = 1")
                .collectAsList()
                .stream()
                .map(PublicationLog::version)
                .toList();
    }

    /**
     * Since when a version of a table is another's predecessor, where that is so long that it may no longer be read: the
     * history that is kept, less a fourteenth, since its files are replaced before that is published and read afterwards.
     */
    public Optional<Instant> outOfReachSince(Publication.Version version, Instant now) {
        var kept = tables.keepHistory().minus(tables.keepHistory().dividedBy(MARGIN));
        return isNewest(version)
                ? Optional.empty()
                : replacedAt(version).filter(moment -> moment.isBefore(now.minus(kept)));
    }

    /** Told without a query: every night asks this of yesterday's lists. */
    private boolean isNewest(Publication.Version version) {
        return newest().values().stream()
                .flatMap(publication -> publication.version(version.table()).stream())
                .anyMatch(published -> published.version() == version.version());
    }

    private Optional<Instant> replacedAt(Publication.Version version) {
        var since = rows().selectExpr("published_at", "inline(tables)")
                .where(col("name").equalTo(version.table()).and(col("version").gt(version.version())))
                .agg(min("published_at"))
                .head();
        return since.isNullAt(0)
                ? Optional.empty()
                : Optional.of(since.getTimestamp(0).toInstant());
    }

    private Dataset<Row> standing() {
        var undone = rows().where("action = 'rollback'")
                .selectExpr("table_group AS g", "back_to AS after", "sequence AS before");
        var between = col("table_group")
                .equalTo(col("g"))
                .and(col("sequence").gt(col("after")))
                .and(col("sequence").lt(col("before")));
        return rows().join(undone, between, "left_anti");
    }

    private Dataset<Row> rows() {
        return tables.newest(RecordTables.PUBLICATIONS);
    }

    private static Optional<Publication> first(Dataset<Row> rows) {
        return rows.orderBy(col("sequence").desc()).limit(1).collectAsList().stream()
                .map(PublicationLog::publication)
                .findFirst();
    }

    private static Row row(Publication publication) {
        return RowFactory.create(
                publication.entry().group(),
                publication.entry().sequence(),
                publication.action().label(),
                publication.run().job(),
                publication.run().runId(),
                Timestamp.from(publication.run().windowStart()),
                Timestamp.from(publication.run().windowEnd()),
                publication.tables().stream().map(PublicationLog::row).toArray(),
                Timestamp.from(publication.publishedAt()),
                publication.backTo().isPresent() ? publication.backTo().getAsLong() : null);
    }

    private static Row row(Publication.Version version) {
        return RowFactory.create(
                version.table(),
                version.version(),
                Timestamp.from(version.windowEnd()),
                version.slice().orElse(null));
    }

    private static Publication publication(Row row) {
        List<Row> versions = row.getList(row.fieldIndex("tables"));
        return new Publication(
                new Publication.Entry(row.getAs("table_group"), row.<Long>getAs("sequence")),
                Publication.Action.valueOf(row.<String>getAs("action").toUpperCase(Locale.ROOT)),
                new Publication.Run(
                        row.getAs("job"),
                        row.getAs("run_id"),
                        instant(row, "window_start"),
                        instant(row, "window_end")),
                versions.stream().map(PublicationLog::version).toList(),
                instant(row, "published_at"),
                row.getAs("back_to") == null ? OptionalLong.empty() : OptionalLong.of(row.<Long>getAs("back_to")));
    }

    private static Publication.Version version(Row row) {
        return new Publication.Version(
                row.getAs("name"),
                row.<Long>getAs("version"),
                instant(row, "window_end"),
                Optional.ofNullable(row.getAs("slice")));
    }

    private static Instant instant(Row row, String column) {
        return row.<Timestamp>getAs(column).toInstant();
    }
}
