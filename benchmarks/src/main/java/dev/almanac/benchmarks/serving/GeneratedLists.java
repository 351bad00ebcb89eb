package dev.almanac.benchmarks.serving;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.tables.RecommendationTables;
import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Publishes lists as {@code recommend} does, of a size of one's choice and without a model behind them. */
final class GeneratedLists implements Job<GeneratedLists.Settings> {
    static final String RECOMMENDER = "generated";
    private static final Duration VALID_FOR = Duration.ofHours(36);

    /**
     * How much is published.
     *
     * @param users how many get a list, named {@code user-0} and so on
     * @param places how long a list is
     * @param edition part of every item's name, so that what two runs publish can be told apart
     */
    record Settings(int users, int places, int edition) {}

    @Override
    public JobSpec<Settings> spec() {
        return JobSpec.daily("recommend", "Publishes lists of no meaning.", Settings.class)
                .writes(RecommendationTables.RECOMMENDATIONS, RecommendationTables.POPULAR_ITEMS);
    }

    @Override
    public Outputs compute(Inputs inputs, Settings settings, RunContext run) {
        var places = "explode(sequence(1, %d)) AS rank".formatted(settings.places());
        var lists = run.spark()
                .range(settings.users())
                .selectExpr("concat('user-', id) AS user_id", places)
                .selectExpr(
                        "*",
                        "CAST(crc32(CAST(user_id AS BINARY)) % 64 AS INT) AS user_bucket",
                        "concat('item-%d-', pmod(xxhash64(user_id, rank), 10000)) AS item_id"
                                .formatted(settings.edition()),
                        "1D / rank AS score",
                        "'implicit-als' AS strategy",
                        "concat('Because you used ', pmod(xxhash64(rank, user_id), 10000)) AS reason",
                        "CAST(array() AS ARRAY<STRING>) AS rules",
                        "'generated-1' AS model_version",
                        "'champion' AS variant",
                        "1D AS propensity",
                        "substring(sha2(user_id, 256), 1, 16) AS list_id");
        var popular = run.spark()
                .range(1)
                .selectExpr(places)
                .selectExpr(
                        "*",
                        "concat('popular-%d-', rank) AS item_id".formatted(settings.edition()),
                        "1D / rank AS score");
        return Outputs.of(
                        RecommendationTables.RECOMMENDATIONS, stamped(RecommendationTables.RECOMMENDATIONS, lists, run))
                .and(RecommendationTables.POPULAR_ITEMS, stamped(RecommendationTables.POPULAR_ITEMS, popular, run));
    }

    private static Dataset<Row> stamped(Table table, Dataset<Row> rows, RunContext run) {
        var day = run.window().start().atZone(run.zone()).toLocalDate();
        return rows.withColumn("recommender", functions.lit(RECOMMENDER))
                .withColumn("logical_date", functions.lit(day))
                .withColumn("valid_until", functions.lit(run.window().end().plus(VALID_FOR)))
                .withColumn("run_id", functions.lit(run.runId()))
                .selectExpr(table.columnNames().toArray(String[]::new));
    }
}
