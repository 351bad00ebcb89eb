package dev.almanac.benchmarks.ml100k;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import dev.almanac.jobs.recommend.split.LastN;
import dev.almanac.jobs.recommend.split.Splitter;
import dev.almanac.jobs.recommend.split.StratifiedRandom;
import dev.almanac.jobs.recommend.split.TimeSplit;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How ratings are kept from training, to be found. */
enum Way {
    /** A quarter of each item's, as in the published table. */
    ITEM {
        @Override
        Split split(SparkSession spark, List<Rating> ratings) {
            return Split.byItem(ratings, SEED);
        }
    },
    /** A quarter of each user's. */
    USER {
        @Override
        Split split(SparkSession spark, List<Rating> ratings) {
            return keepingOut(spark, ratings, new StratifiedRandom(TEST_SHARE, SEED));
        }
    },
    /** Each user's last ten. */
    LAST_N {
        @Override
        Split split(SparkSession spark, List<Rating> ratings) {
            return keepingOut(spark, ratings, new LastN(LAST));
        }
    },
    /** The last quarter of all: what the nightly contest does. */
    TIME {
        @Override
        Split split(SparkSession spark, List<Rating> ratings) {
            var times = ratings.stream().map(Rating::at).sorted().toList();
            return keepingOut(spark, ratings, new TimeSplit(times.get((int) (times.size() * (1 - TEST_SHARE)))));
        }
    };

    private static final int SEED = 42;
    private static final double TEST_SHARE = 0.25;
    private static final int LAST = 10;
    private static final StructType EVENT = new StructType()
            .add("user_id", DataTypes.StringType, false)
            .add("item_id", DataTypes.StringType, false)
            .add("event_time", DataTypes.TimestampType, false);

    abstract Split split(SparkSession spark, List<Rating> ratings);

    private static Split keepingOut(SparkSession spark, List<Rating> ratings, Splitter splitter) {
        var events = ratings.stream()
                .map(rating -> RowFactory.create(rating.user(), rating.item(), Timestamp.from(rating.at())))
                .toList();
        var test = splitter.split(spark.createDataFrame(events, EVENT)).test().collectAsList().stream()
                .map(row -> List.of(row.getString(0), row.getString(1)))
                .collect(toSet());
        var parts = ratings.stream()
                .collect(partitioningBy(rating -> test.contains(List.of(rating.user(), rating.item()))));
        return new Split(parts.get(false), parts.get(true));
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads it from there. */
    static final class Converter implements ITypeConverter<Way> {
        @Override
        public Way convert(String value) {
            return Arrays.stream(values())
                    .filter(way -> way.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be one of "
                            + Arrays.stream(values()).map(Way::toString).collect(Collectors.joining(", "))
                            + ", not '" + value + "'"));
        }
    }
}
