package dev.almanac.jobs.ingest.mapping;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import dev.almanac.common.contract.Attempt;
import dev.almanac.common.contract.SqlExpression;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.ingest.rows.Rows;
import dev.almanac.jobs.ingest.settings.Source;
import dev.almanac.jobs.ingest.settings.SourceSettings.Kind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns what a reader yields into rows of the source's target, or into the reason why a row is none. One projection
 * after the other, no shuffle.
 */
public final class RowMapping {
    private static final String DELETION = "__sql_deletion";

    private final SparkSession spark;
    private final Source source;
    private final ZoneId domainZone;
    private final List<FieldMapping> fields;

    /**
     * Prepares the mapping of a source.
     *
     * @param domainZone the zone of days, and of times without one unless the source names another
     * @throws AlmanacException when an expression of the source does not fit its columns
     */
    public RowMapping(SparkSession spark, Source source, ZoneId domainZone) {
        this.spark = spark;
        this.source = source;
        this.domainZone = domainZone;
        var zone = source.settings().read().zone().orElse(domainZone);
        this.fields = Source.recordColumns(source.table()).stream()
                .filter(column -> source.columns().containsKey(column.name()))
                .map(column -> field(column, zone))
                .toList();
    }

    private FieldMapping field(dev.almanac.common.contract.Column column, ZoneId zone) {
        var mapping = source.columns().get(column.name());
        var type = mapping.sql().map(sql -> typeOf(column.name(), sql)).orElse(DataTypes.StringType);
        return new FieldMapping(column, mapping, type, zone);
    }

    /** The type of an expression over the source's columns, all of them text. */
    private DataType typeOf(String column, String sql) {
        var schema = new StructType();
        for (var name : SqlExpression.parse(column, sql).references()) {
            schema = schema.add(name, DataTypes.StringType);
        }
        try {
            return spark.createDataFrame(List.<Row>of(), schema)
                    .select(expr(sql))
                    .schema()
                    .apply(0)
                    .dataType();
        } catch (Exception wrong) {
            if (wrong instanceof AnalysisException) {
                throw AlmanacException.cannot(
                        Failure.CONFIG,
                        "use sql = %s for column %s of source %s".formatted(sql, column, source.name()),
                        wrong.getMessage().lines().findFirst().orElse(""),
                        "Correct the expression; every column of the source is text in it");
            }
            throw wrong;
        }
    }

    /**
     * Maps rows.
     *
     * @param read as {@link Rows#READ}
     * @param fresh whether they come from files that no run read before
     * @return source, whether fresh, since when waiting (never), file, landed, line, header, row, reason, detail, unknown
     *     columns, whether it is a deletion, the version (changes and snapshots) and the record; the record is meaningless
     *     where there is a reason
     */
    public Dataset<Row> map(Dataset<Row> read, boolean fresh) {
        return checked(typed(texts(read)))
                .withColumn(Rows.SOURCE, lit(source.name()))
                .withColumn(Rows.FRESH, lit(fresh))
                .withColumn(Rows.WAITING_SINCE, Rows.none(DataTypes.TimestampType));
    }

    private Dataset<Row> texts(Dataset<Row> read) {
        var kept = new ArrayList<Column>(List.of(Rows.read()));
        var known = source.knownColumns().stream()
                .map(org.apache.spark.sql.functions::lit)
                .toArray(Column[]::new);
        kept.add(array_except(map_keys(col(Rows.VALUES)), array(known).cast("array<string>"))
                .as(Rows.UNKNOWN));
        var named = new ArrayList<>(kept);
        source.references().forEach(name -> named.add(lookup(name).as(name)));
        var withSql = new ArrayList<Column>(List.of(col("*")));
        fields.forEach(field -> field.sql().ifPresent(withSql::add));
        source.settings()
                .rules()
                .deleteWhen()
                .ifPresent(sql -> withSql.add(Attempt.of(sql).as(DELETION)));
        var withTexts = new ArrayList<Column>(List.of(col("*")));
        fields.forEach(field -> withTexts.add(field.text()));
        return select(select(select(read, named), withSql), withTexts);
    }

    private Dataset<Row> typed(Dataset<Row> texts) {
        var withValues = new ArrayList<Column>(List.of(col("*")));
        fields.forEach(field -> withValues.add(field.value()));
        return select(texts, withValues);
    }

    private Dataset<Row> checked(Dataset<Row> typed) {
        var checks = new RowChecks(source, fields);
        boolean deletions = source.settings().rules().deleteWhen().isPresent();
        var deleted = deletions
                ? coalesce(col(DELETION).getField(Attempt.RESULT).try_cast(DataTypes.BooleanType), lit(false))
                : lit(false);
        var judged = typed.withColumn(Rows.DELETED, deleted).withColumn("__problem", checks.problem());
        var columns = new ArrayList<>(List.of(
                Rows.columns(Rows.FILE, Rows.LANDED, Rows.LINE, Rows.HEADER, Rows.ROW, Rows.UNKNOWN, Rows.DELETED)));
        columns.add(
                coalesce(col(Rows.REASON), col("__problem").getField("reason")).as(Rows.REASON));
        // What the reader refused has no values, so that what is said of them would be about nothing.
        columns.add(when(col(Rows.REASON).isNotNull(), col(Rows.DETAIL))
                .otherwise(col("__problem").getField("detail"))
                .as(Rows.DETAIL));
        columns.add(version().as(Rows.VERSION));
        recordColumns().forEach(columns::add);
        var names = Source.recordColumns(source.table()).stream()
                .map(column -> col(column.name()))
                .toArray(Column[]::new);
        return select(judged, columns)
                .transform(checks::rules)
                .withColumn(Rows.RECORD, struct(names))
                .select(Rows.columns(
                        Rows.FILE,
                        Rows.LANDED,
                        Rows.LINE,
                        Rows.HEADER,
                        Rows.ROW,
                        Rows.UNKNOWN,
                        Rows.DELETED,
                        Rows.REASON,
                        Rows.DETAIL,
                        Rows.VERSION,
                        Rows.RECORD));
    }

    private Column version() {
        return switch (source.kind()) {
            case EVENTS -> Rows.none(DataTypes.TimestampType);
            case CHANGES -> col(field(Source.UPDATED_AT).orElseThrow().valueName());
            case SNAPSHOT -> col(Rows.LANDED);
        };
    }

    private List<Column> recordColumns() {
        var day = Source.dayColumn(source.table());
        return Source.recordColumns(source.table()).stream()
                .map(column -> {
                    var mapped = field(column.name()).map(field -> col(field.valueName()));
                    if (day.filter(column.name()::equals).isPresent()) {
                        mapped = Optional.of(day());
                    }
                    return mapped.orElseGet(() -> unmapped(column)).as(column.name());
                })
                .toList();
    }

    private Column day() {
        var time = field(source.table().eventTime().orElseThrow()).orElseThrow();
        return to_date(from_utc_timestamp(col(time.valueName()), domainZone.getId()));
    }

    /** A required flag nobody mapped is off; a row of a snapshot is as new as the snapshot. */
    private Column unmapped(dev.almanac.common.contract.Column column) {
        if (!column.nullable() && column.type().equals(DataTypes.BooleanType)) {
            return lit(false);
        }
        return source.kind() == Kind.SNAPSHOT && column.name().equals(Source.UPDATED_AT)
                ? col(Rows.LANDED)
                : Rows.none(column.type());
    }

    private Optional<FieldMapping> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** A column of the source by name; {@code a.b} is also the field b of the JSON object a. */
    private static Column lookup(String name) {
        var whole = col(Rows.VALUES).getItem(name);
        var dot = name.indexOf('.');
        return dot <= 0
                ? whole
                : coalesce(
                        whole,
                        get_json_object(
                                col(Rows.VALUES).getItem(name.substring(0, dot)), "$." + name.substring(dot + 1)));
    }

    private static Dataset<Row> select(Dataset<Row> from, List<Column> columns) {
        return from.select(columns.toArray(Column[]::new));
    }
}
