package dev.almanac.jobs.contributing;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Task;
import dev.almanac.common.quality.ContractAudit;
import dev.almanac.common.testing.GoldenCase;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.common.testing.TableRows;
import dev.almanac.jobs.Jobs;
import dev.almanac.jobs.recommend.als.ImplicitAls;
import dev.almanac.jobs.recommend.lists.FixedOrder;
import dev.almanac.jobs.recommend.lists.TopLists;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.recommend.popularity.Popularity;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of CONTRIBUTING.md do what the page says. */
class ContributingTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/contributing");
    private static final Path CONF = Path.of("../conf");
    private static final Instant CUT = Instant.parse("2026-11-22T00:00:00Z");

    @TestFactory
    Stream<DynamicTest> theJobYieldsWhatItsCasesSay() {
        return GoldenCase.below(EXAMPLES).stream()
                .map(golden -> DynamicTest.dynamicTest(
                        golden.folder().getFileName().toString(), () -> golden.check(new ItemTrends())));
    }

    @Test
    void theJobsRowsKeepTheTablesContract() {
        var activity = TableRows.of(ActivityTables.ITEM_ACTIVITY_DAILY).row("""
                        {"activity_date":"2026-11-21","item_id":"a","event_type":"use","events":4,"users":2}""").dataset();
        var rows = ItemTrends.rising(activity, LocalDate.parse("2026-11-21"), new ItemTrends.Settings(7, 1))
                .withColumn("trend_date", lit("2026-11-21").cast("date"))
                .withColumn("run_id", lit("test"));
        assertThat(ContractAudit.audit(TrendTables.ITEM_TRENDS, rows, Optional.empty()))
                .isEqualTo(1);
    }

    @Test
    void theRecommenderPrefersWhatFewKnowAndWithoutAPenaltyListsWhatTheFactorsSay() {
        var als = new ImplicitAls(2, 3, 1.0, 0.1, 2);
        assertThat(listFor("ann", new RareFinds(als, 1000))).first().isEqualTo("rare");
        assertThat(listFor("ann", new RareFinds(als, 0))).isEqualTo(listFor("ann", als));
    }

    /** Five users who all use "hit"; one of them also uses "rare", two also use "fair". */
    private static Dataset<Row> interactions() {
        var schema = new StructType()
                .add("user_id", DataTypes.StringType)
                .add("item_id", DataTypes.StringType)
                .add("weight", DataTypes.DoubleType)
                .add("rating", DataTypes.DoubleType)
                .add("last_at", DataTypes.TimestampType)
                .add("event_type", DataTypes.StringType)
                .add("events", DataTypes.LongType);
        var pairs = List.of(
                "ann hit", "bob hit", "cid hit", "dot hit", "eve hit", "bob fair", "cid fair", "dot rare", "ann own");
        var rows = pairs.stream()
                .map(pair -> pair.split(" "))
                .map(pair -> RowFactory.create(pair[0], pair[1], 1.0, null, Timestamp.from(CUT), "read", 1L))
                .toList();
        return SharedSpark.session().createDataFrame(rows, schema);
    }

    private static Dataset<Row> noUsers() {
        return TableRows.of(CleanTables.USERS).dataset();
    }

    private static List<String> listFor(String user, Recommender recipe) {
        var spark = SharedSpark.session();
        var items = TableRows.of(CleanTables.ITEMS).dataset();
        var data = TrainingData.of(interactions(), items, noUsers(), CUT);
        var services = new RunContext.Services(spark, Progress.SILENT, SharedSpark.MEMORY);
        var model = Model.trained(recipe, "test", data, new Training("test", 1, services));
        var popularity = Model.trained(new Popularity(), "test", data, new Training("popular", 1, services));
        var candidates = Candidates.of(interactions(), 100);
        var audience = spark.range(1)
                .select(
                        lit(user).as("user_id"),
                        lit(true).as("personal"),
                        array(lit("own")).as("seen"));
        return TopLists.of(candidates, FixedOrder.of(popularity.scorer(), candidates), model.scorer())
                .of(audience, 3)
                .select(col("places.item_id"))
                .head()
                .getList(0);
    }

    /** A recommender's rows go into the tables of models as they are, but for the columns every model table has. */
    @Test
    void theRecommendersModelHasTheColumnsOfItsTables() {
        var services = new RunContext.Services(SharedSpark.session(), Progress.SILENT, RunContext.Memory.NONE);
        var data =
                TrainingData.of(interactions(), TableRows.of(CleanTables.ITEMS).dataset(), noUsers(), CUT);
        var model = new RareFinds(new ImplicitAls(2, 1, 1.0, 0.1, 1), 1).train(data, new Training("t", 1, services));
        assertThat(model).hasSize(3).allSatisfy((table, rows) -> {
            var own = table.columnNames().stream()
                    .filter(column ->
                            !List.of("logical_date", "model_version", "run_id").contains(column));
            assertThat(rows.columns()).containsExactlyInAnyOrder(own.toArray(String[]::new));
        });
    }

    @Test
    void theDomainIsAConfigurationWithoutProblems(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("env"));
        Files.createDirectories(folder.resolve("domains"));
        for (var file : List.of("almanac.conf", "env/local.conf")) {
            Files.copy(CONF.resolve(file), folder.resolve(file));
        }
        var domain = "domains/reading-club.conf";
        Files.copy(EXAMPLES.resolve("conf").resolve(domain), folder.resolve(domain));
        var layers = new ConfigLoader(folder, Map.of()).load("local", Optional.of("reading-club"), List.of());
        var config = DomainConfig.bind(layers, Jobs.ALL.stream().map(Task::spec).toList());
        assertThat(Jobs.ALL.stream().map(Task::spec).filter(config::enabled).map(spec -> spec.name()))
                .contains("ingest", "item-activity", "recommend");
    }
}
