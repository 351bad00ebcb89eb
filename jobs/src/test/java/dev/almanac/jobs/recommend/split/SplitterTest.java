package dev.almanac.jobs.recommend.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.common.testing.SharedSpark;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final StructType SCHEMA = new StructType()
            .add("user_id", DataTypes.StringType)
            .add("item_id", DataTypes.StringType)
            .add("event_time", DataTypes.TimestampType)
            .add("event_type", DataTypes.StringType);

    /** Events "user item day", in this order. */
    private static Dataset<Row> events(String... events) {
        return table(List.of(events), 2);
    }

    private static Dataset<Row> table(List<String> events, int partitions) {
        var rows = new ArrayList<Row>();
        for (var event : events) {
            var words = event.split(" ", -1);
            rows.add(RowFactory.create(words[0], words[1], Timestamp.from(day(Integer.parseInt(words[2]))), "use"));
        }
        return SharedSpark.session().createDataFrame(rows, SCHEMA).repartition(partitions);
    }

    private static Instant day(int number) {
        return BEGIN.plus(Duration.ofDays(number));
    }

    private static Set<String> pairs(Dataset<Row> rows) {
        return rows.select("user_id", "item_id").collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getString(1))
                .collect(Collectors.toSet());
    }

    /** Thirty users with up to a dozen events on few items and days, so that pairs repeat and times tie. */
    private static List<String> someEvents() {
        var random = new Random(3);
        var events = new ArrayList<String>();
        for (int user = 0; user < 30; user++) {
            for (int n = random.nextInt(12); n >= 0; n--) {
                events.add("u%02d i%d %d".formatted(user, random.nextInt(9), random.nextInt(6)));
            }
        }
        return events;
    }

    static List<Splitter> splitters() {
        return List.of(new TimeSplit(day(4)), new LastN(2), new StratifiedRandom(0.3, 1));
    }

    @ParameterizedTest
    @MethodSource("splitters")
    void everyPairIsInOnePartOnly(Splitter splitter) {
        var events = table(someEvents(), 2);
        var split = splitter.split(events);
        var train = pairs(split.train());
        var test = pairs(split.test());
        assertThat(train).isNotEmpty().doesNotContainAnyElementsOf(test);
        assertThat(test).isNotEmpty();
        var all = new HashSet<>(train);
        all.addAll(test);
        assertThat(all).isEqualTo(pairs(events));
        assertThat(split.test().count()).as("distinct pairs").isEqualTo(test.size());
        assertThat(split.train().columns()).containsExactlyInAnyOrder(SCHEMA.fieldNames());
        assertThat(split.test().columns()).containsExactly("user_id", "item_id");
    }

    @ParameterizedTest
    @MethodSource("splitters")
    void theOrderOfEventsDoesNotMatter(Splitter splitter) {
        var backwards = new ArrayList<>(someEvents());
        Collections.reverse(backwards);
        var one = splitter.split(table(someEvents(), 1));
        var other = splitter.split(table(backwards, 3));
        assertThat(pairs(other.test())).isEqualTo(pairs(one.test()));
        assertThat(pairs(other.train())).isEqualTo(pairs(one.train()));
    }

    @Test
    void aTimeSplitTrainsOnTheEventsBeforeTheCut() {
        var split = new TimeSplit(day(4)).split(events("ann a 3", "ann b 4", "ann c 5", "ben a 5"));
        assertThat(pairs(split.train())).containsExactly("ann a");
        assertThat(pairs(split.test())).containsExactlyInAnyOrder("ann b", "ann c", "ben a");
    }

    /** What was used before is not new, and what comes after the cut must not be learnt from. */
    @Test
    void aTimeSplitNeverTestsWhatWasKnown() {
        var split = new TimeSplit(day(4)).split(events("ann a 3", "ann a 5", "ann a 6"));
        assertThat(pairs(split.test())).isEmpty();
        assertThat(split.train().count()).isEqualTo(1);
    }

    @Test
    void lastNTestsTheLatestItemsOfEachUser() {
        var split = new LastN(2).split(events("ann a 1", "ann b 2", "ann c 3", "ben c 9", "ben b 8", "ben a 7"));
        assertThat(pairs(split.test())).containsExactlyInAnyOrder("ann b", "ann c", "ben c", "ben b");
        assertThat(pairs(split.train())).containsExactlyInAnyOrder("ann a", "ben a");
    }

    @Test
    void usersWithTooFewItemsAreOnlyTrainedOn() {
        var split = new LastN(2).split(events("ann a 1", "ann b 2", "ann b 3"));
        assertThat(pairs(split.test())).isEmpty();
        assertThat(split.train().count()).isEqualTo(3);
    }

    /** An item counts as late as its last event, and takes its earlier events along. */
    @Test
    void anItemThatWasUsedAgainIsLate() {
        var split = new LastN(1).split(events("ann a 1", "ann b 2", "ann a 3"));
        assertThat(pairs(split.test())).containsExactly("ann a");
        assertThat(pairs(split.train())).containsExactly("ann b");
    }

    @Test
    void ofItemsOfOneMomentTheHigherIdIsTheLater() {
        var split = new LastN(1).split(events("ann b 1", "ann c 1", "ann a 1"));
        assertThat(pairs(split.test())).containsExactly("ann c");
    }

    /** .3 of 10 are 3, of 9 they are 2.7, of 3 they are .9; in doubles, .29 of 100 are less than 29. */
    @Test
    void aRandomSplitTestsTheShareOfEachUserRoundedDown() {
        var tested = tested(new StratifiedRandom(0.3, 1), "ten", 10, "nine", 9, "three", 3);
        assertThat(tested).isEqualTo(Map.of("ten", 3L, "nine", 2L));
        assertThat(tested(new StratifiedRandom(0.29, 1), "ann", 100)).isEqualTo(Map.of("ann", 29L));
    }

    /** However large the share, something is left to learn from. */
    @Test
    void aRandomSplitNeverTestsAllThatAUserHas() {
        var tested = tested(new StratifiedRandom(0.999, 1), "three", 3, "one", 1);
        assertThat(tested).isEqualTo(Map.of("three", 2L));
    }

    /** How many pairs of each user are tested, given how many items each has used. */
    private static Map<String, Long> tested(Splitter splitter, Object... usersAndItems) {
        var events = new ArrayList<String>();
        for (int i = 0; i < usersAndItems.length; i += 2) {
            for (int item = 0; item < (int) usersAndItems[i + 1]; item++) {
                events.add("%s i%d 1".formatted(usersAndItems[i], item));
            }
        }
        return pairs(splitter.split(table(events, 2)).test()).stream()
                .collect(Collectors.groupingBy(pair -> pair.split(" ", -1)[0], Collectors.counting()));
    }

    @Test
    void anotherSeedDrawsOthers() {
        var events = table(someEvents(), 2);
        assertThat(pairs(new StratifiedRandom(0.3, 2).split(events).test()))
                .isNotEqualTo(pairs(new StratifiedRandom(0.3, 1).split(events).test()));
    }

    @Test
    void impossibleSplitsAreRefused() {
        assertThatThrownBy(() -> new LastN(0)).hasMessageContaining("n = 0");
        assertThatThrownBy(() -> new StratifiedRandom(1, 1)).hasMessageContaining("share = 1.0");
        assertThatThrownBy(() -> new StratifiedRandom(0, 1)).hasMessageContaining("share = 0.0");
    }
}
