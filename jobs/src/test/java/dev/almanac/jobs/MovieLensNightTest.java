package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.almanac.common.run.RunReport;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.tables.ActivityTables;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import dev.almanac.jobs.tables.RecommendationTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night on real input: what the head of conf/domains/movielens.conf says to run, over the files as they are. */
@Tag("long")
class MovieLensNightTest {
    /** The files may not be passed on: they lie where the variable says, or beside the checkout. */
    private static final Path DATA = Optional.ofNullable(System.getenv("ALMANAC_ML100K"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("almanac.root"), "../shared/data/ml-100k"))
            .normalize();

    private static final String FIRST_DAY = "1997-09-20T00:00:00Z";
    private static final String DAY_AFTER_THE_LAST = "1998-04-23T00:00:00Z";

    @BeforeEach
    void theFilesAreThere() {
        assumeThat(DATA.resolve("u.data"))
                .as("MovieLens 100K: name its folder by ALMANAC_ML100K")
                .exists();
    }

    @Test
    void everyRatingIsTakenAndEveryViewerGetsFilmsFromWhatForetellsBest(@TempDir Path folder) throws IOException {
        var night = Night.of("movielens", folder, "jobs.ingest.base-dir=" + DATA);
        var landed = hourAfterTheFiles();
        SharedSpark.compiling(() -> {
            succeed(night.run("ingest", landed));
            succeed(night.runRange("item-activity", FIRST_DAY, DAY_AFTER_THE_LAST));
            succeed(night.run("item-activity", DAY_AFTER_THE_LAST));
            succeed(night.run("recommend", DAY_AFTER_THE_LAST));
        });

        assertThat(night.read(IngestTables.QUARANTINE).count()).isZero();
        assertThat(night.read(IngestTables.PENDING).count()).isZero();
        assertThat(night.read(CleanTables.USERS).count()).isEqualTo(943);
        assertThat(night.read(CleanTables.ITEMS).count()).isEqualTo(1682);
        assertThat(night.read(CleanTables.EVENTS).count()).isEqualTo(100_000);
        assertThat(number(night.read(ActivityTables.ITEM_ACTIVITY_DAILY), "sum(events)"))
                .as("each rating is counted on its day")
                .isEqualTo(100_000);

        var lists = night.read(RecommendationTables.RECOMMENDATIONS);
        assertThat(number(lists, "count(distinct user_id)")).isEqualTo(943);
        assertThat(lists.count()).isEqualTo(943 * 10);
        var rated = night.read(CleanTables.EVENTS).select("user_id", "item_id");
        assertThat(lists.join(rated, new String[] {"user_id", "item_id"}, "left_semi")
                        .count())
                .as("nobody is told to see what they have rated")
                .isZero();
        assertThat(ndcg(night, "implicit-als"))
                .as("a learnt taste foretells more than popularity of all time")
                .isGreaterThan(ndcg(night, "popularity") + 0.03);
        var models = night.read(RecommendationTables.MODEL_REGISTRY);
        var champion = models.where("state = 'champion'")
                .select("algorithm", "decision")
                .head();
        assertThat(champion.getString(0))
                .as("and less than what was rated lately, by which the gate goes")
                .isEqualTo("decayed-popularity");
        assertThat(champion.getString(1)).contains("every recipe was refused; the closest, als");
        assertThat(models.where("algorithm = 'explicit-als'")
                        .select("state")
                        .head()
                        .getString(0))
                .as("foretelling stars is not making lists")
                .isEqualTo("refused");
    }

    private static double ndcg(Night night, String algorithm) {
        return night.read(RecommendationTables.MODEL_METRICS)
                .where("metric = 'ndcg' AND segment = 'all' AND k = 10")
                .where(functions.col("model_version").startsWith(algorithm + "-"))
                .agg(functions.max("value"))
                .head()
                .getDouble(0);
    }

    /** The files count as landed when they were last written, which is when somebody unpacked them. */
    private static String hourAfterTheFiles() throws IOException {
        var newest = Instant.MIN;
        for (var name : List.of("u.user", "u.item", "u.data")) {
            var written = Files.getLastModifiedTime(DATA.resolve(name)).toInstant();
            newest = written.isAfter(newest) ? written : newest;
        }
        return newest.truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS).toString();
    }

    private static void succeed(RunReport report) {
        assertThat(report.succeeded()).as(report.outcome().message()).isTrue();
    }

    private static long number(Dataset<Row> rows, String aggregate) {
        return rows.selectExpr(aggregate).head().getLong(0);
    }
}
