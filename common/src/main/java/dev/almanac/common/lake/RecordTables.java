package dev.almanac.common.lake;

import static dev.almanac.common.contract.Column.bigint;
import static dev.almanac.common.contract.Column.integer;
import static dev.almanac.common.contract.Column.string;
import static dev.almanac.common.contract.Column.timestamp;

import dev.almanac.common.contract.Column;
import dev.almanac.common.contract.Group;
import dev.almanac.common.contract.Table;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** What the runner itself writes down: every run, and every publication. */
public final class RecordTables {
    public static final Group RECORDS = new Group("records", "What ran, and what was published.");

    private static final StructField NAME = field("name", DataTypes.StringType);
    private static final StructField VERSION = field("version", DataTypes.LongType);
    private static final Duration PROMISE = Duration.ofHours(3);

    public static final Table PUBLICATIONS = Table.named("publications")
            .purpose(
                    "Which versions of a group's tables belong together; the newest row of a group is its present state.")
            .grain("one row per publication, rollback, release or maintenance")
            .columns(
                    string("table_group").required().comment("The group of tables."),
                    bigint("sequence").required().comment("Counts up within the group."),
                    string("action")
                            .required()
                            .comment(
                                    "publish, rollback (the group is held until released), release, or maintain (new versions of the same rows, but for those past their retention)."),
                    string("job").required().comment("The job that published."),
                    string("run_id")
                            .required()
                            .comment("The run that published.")
                            .provenance(),
                    timestamp("window_start").required().comment("Start of the run's window."),
                    timestamp("window_end").required().comment("End of the run's window: its logical time."),
                    Column.of(
                                    "tables",
                                    arrayOf(
                                            NAME,
                                            VERSION,
                                            field("window_end", DataTypes.TimestampType),
                                            field("slice", DataTypes.StringType)))
                            .required()
                            .comment(
                                    "Every table of the group that exists: its Delta version, the newest window in it, and the SQL condition of the rows this run replaced or dropped (null where it changed none)."),
                    timestamp("published_at")
                            .required()
                            .comment("When the row was written.")
                            .provenance(),
                    bigint("back_to")
                            .comment(
                                    "For a rollback: the sequence number of the publication whose rows it put back; those between are undone."))
            .key("table_group", "sequence")
            .append()
            .group(RECORDS)
            .owner("runner")
            .freshWithin(PROMISE)
            .declare();

    public static final Table JOB_RUNS = Table.named("job_runs")
            .purpose(
                    "Every run of every job: a row when it starts, one every half lease while it lasts, and one when it ends. A run without an end past its newest lease died.")
            .grain("one row per start, renewal and end of a run")
            .columns(
                    string("run_id").required().comment("The run.").provenance(),
                    string("phase").required().comment("started, renewed or ended."),
                    string("job").required().comment("The job."),
                    timestamp("window_start").required().comment("Start of the run's window."),
                    timestamp("window_end").required().comment("End of the run's window: its logical time."),
                    timestamp("at")
                            .required()
                            .comment("When the row was written.")
                            .provenance(),
                    string("outcome")
                            .comment("published, unchanged, superseded, done, refused or failed; null before the end."),
                    integer("exit_code").comment("The exit code of the run's outcome; null before the end."),
                    string("message").comment("Why it was refused or failed, personal values masked; or what it did."),
                    Column.of("inputs", arrayOf(NAME, VERSION)).comment("The tables read, at the versions read."),
                    Column.of("outputs", arrayOf(NAME, VERSION, field("rows", DataTypes.LongType)))
                            .comment("The tables published, with the version and the number of rows staged."),
                    bigint("duration_ms")
                            .comment("From start to end.")
                            .unit("milliseconds")
                            .provenance(),
                    string("settings_hash").required().comment("Hash of the job's settings."),
                    string("code_version")
                            .required()
                            .comment("The build that ran.")
                            .provenance(),
                    timestamp("lease_until")
                            .comment("When the run counts as died if no later row follows.")
                            .provenance())
            .key("run_id", "phase", "at")
            .append()
            .group(RECORDS)
            .owner("runner")
            .freshWithin(PROMISE)
            .declare();

    public static final List<Table> ALL = List.of(PUBLICATIONS, JOB_RUNS);

    private RecordTables() {}

    // Not from a DDL string: its parser starts half of Spark, and commands that only describe tables must be quick.
    private static DataType arrayOf(StructField... fields) {
        return DataTypes.createArrayType(DataTypes.createStructType(fields));
    }

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }
}
