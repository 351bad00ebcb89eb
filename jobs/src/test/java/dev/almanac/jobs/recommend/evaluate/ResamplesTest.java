package dev.almanac.jobs.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.common.testing.SharedSpark;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ResamplesTest {
    private static final int USERS = 400;
    private static final StructType SCHEMA = new StructType()
            .add("user_hash", DataTypes.LongType)
            .add("metrics", DataTypes.createArrayType(DataTypes.DoubleType));

    /** Users with a metric drawn uniformly from an interval, the same number for every metric. */
    private static Dataset<Row> users(double from, double to, int partitions) {
        var random = new Random(7);
        List<Row> rows = IntStream.range(0, USERS)
                .mapToObj(user -> {
                    var metrics = new Double[Metric.values().length];
                    Arrays.fill(metrics, from + (to - from) * random.nextDouble());
                    return RowFactory.create(user * 7919L, metrics);
                })
                .toList();
        return SharedSpark.session().createDataFrame(rows, SCHEMA).repartition(partitions);
    }

    @Test
    void theIntervalHasTheWidthThatTheoryGives() {
        var interval = Resamples.of(users(0, 1, 2), 1, 1000).of(Metric.NDCG);
        // The standard error of the mean of 400 uniform numbers is 1/sqrt(12 * 400); the interval is 3.92 of them wide.
        double width = 3.92 / Math.sqrt(12.0 * USERS);
        assertThat(interval.upper() - interval.lower()).isCloseTo(width, within(0.15 * width));
        assertThat(interval.value()).isBetween(interval.lower(), interval.upper());
    }

    @Test
    void figuresDoNotDependOnHowUsersArePartitioned() {
        var one = Resamples.of(users(0, 1, 1), 1, 200).of(Metric.RECALL);
        assertThat(Resamples.of(users(0, 1, 7), 1, 200).of(Metric.RECALL)).isEqualTo(one);
        assertThat(Resamples.of(users(0, 1, 2), 1, 200).of(Metric.RECALL)).isEqualTo(one);
    }

    @Test
    void aSmallDifferenceThatEveryUserSharesIsFoundInPairs() {
        var better = Resamples.of(users(0.01, 1.01, 2), 1, 500);
        var baseline = Resamples.of(users(0, 1, 2), 1, 500);
        var difference = better.over(baseline, Metric.NDCG);
        // Unpaired, the interval of either mean alone is .056 wide and would hide a difference of .01.
        assertThat(difference.lower()).isCloseTo(0.01, within(1e-9));
        assertThat(difference.upper()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void modelsJudgedOnOtherUsersAreNotCompared() {
        var all = Resamples.of(users(0, 1, 2), 1, 100);
        var some = Resamples.of(users(0, 1, 2).limit(10), 1, 100);
        assertThatThrownBy(() -> all.over(some, Metric.NDCG)).hasMessageContaining("same users");
    }
}
