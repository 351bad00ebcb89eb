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
    void everyRatingIsTakenAndEveryViewerGetsFilmsFromAModelThatBeatsPopularity(@TempDir Path folder)
            throws IOException {
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
        assertThat(night.read(RecommendationTables.MODEL_REGISTRY)
                        .where("state = 'champion'")
                        .collectAsList())
                .extracting(row -> row.<String>getAs("algorithm"))
                .as("implicit ALS beats popularity")
                .containsExactly("implicit-als");
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
