package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.GenerateRequest.Size;
import dev.almanac.jobs.samples.GeneratorPlan.ItemPlan;
import dev.almanac.jobs.samples.GeneratorPlan.SeriesPlan;
import dev.almanac.jobs.samples.Population.Person;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What is latent, as rows: numbers instead of ids and topics, seconds instead of timestamps. Each person's rows follow
 * from the seed and the person's number, so the work is spread over people.
 */
final class LatentRows {
    private static final double TAIL_OF_PEOPLE = 1.2;
    private static final double SECONDS_OF_DAY = 86_400;

    private final SparkSession spark;
    private final GeneratorPlan plan;
    private final Size size;
    private final long seed;
    private final Population population;
    private final Map<String, Catalogue> catalogues = new TreeMap<>();

    LatentRows(SparkSession spark, GeneratorPlan plan, Size size, long seed, Calendar calendar) {
        this.spark = spark;
        this.plan = plan;
        this.size = size;
        this.seed = seed;
        population = new Population(seed, plan.users(), plan.topicWeights(), calendar);
        Shares.split(size.items(), plan.items(), ItemPlan::share).forEach((kind, count) -> {
            ItemPlan items = plan.items().get(kind);
            Catalogue all = Catalogue.ofItems(seed, kind, items, count.intValue(), plan, calendar);
            if (items.owned()) {
                all.give(seed, kind, population, Math.toIntExact(size.users()));
            }
            catalogues.put(kind, all);
        });
    }

    Calendar calendar() {
        return population.calendar();
    }

    Size size() {
        return size;
    }

    /** The people of whom the rows are. */
    Population population() {
        return population;
    }

    /** How people come to the items of an activity. */
    Choice choice(String activity) {
        ActivityPlan chosen = plan.activities().get(activity);
        Catalogue catalogue = catalogue(chosen);
        return new Choice(catalogue, new Shelves(catalogue, plan.topics().size(), calendar()), chosen);
    }

    /** Columns: no, version, at, joined_at, topic, favourites (every topic, dearest first), level (on joining). */
    Dataset<Row> users() {
        Population people = population;
        String schema =
                "no bigint, version int, at bigint, joined_at bigint, topic int, favourites array<int>, level double";
        return perNumber(size.users(), schema, no -> {
            Person person = people.person(no);
            List<Integer> favourites = IntStream.of(person.favourites).boxed().toList();
            return Stream.of(1, 2)
                    .filter(version -> version == 1 || person.changed != Long.MAX_VALUE)
                    .map(version -> RowFactory.create(
                            no,
                            version,
                            version == 1 ? person.joined : person.changed,
                            person.joined,
                            favourites.get(0),
                            favourites.toArray(),
                            person.levelAt(person.joined)));
        });
    }

    /**
     * Columns: no, version, at, user_no (the owner's; -1 if nobody's), topic, level, appeal, available_from,
     * available_until (null if never or not known in this version), ends_at (null if never).
     */
    Dataset<Row> items(String kind) {
        Catalogue all = catalogues.get(kind);
        var lifetime = plan.items().get(kind).lifetime();
        long notice = (long) (lifetime.noticeDays() * SECONDS_OF_DAY);
        String schema =
                "no bigint, version int, at bigint, user_no bigint, topic int, level double, appeal double, available_from bigint, available_until bigint, ends_at bigint";
        var shared = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(all);
        return perNumber(all.size(), schema, number -> {
            Catalogue items = shared.value();
            int no = number.intValue();
            boolean goes = items.until[no] != Catalogue.NEVER;
            return Stream.of(1, 2)
                    .filter(version -> version == 1 || (goes && !lifetime.endKnown()))
                    .map(version -> RowFactory.create(
                            number,
                            version,
                            (version == 1 ? items.from[no] : items.until[no]) - notice,
                            (long) items.owner[no],
                            items.topic[no],
                            items.level[no],
                            items.appeal[no],
                            items.from[no],
                            goes && (version == 2 || lifetime.endKnown()) ? items.until[no] : null,
                            goes ? items.until[no] : null));
        });
    }

    /** Columns: user_no, seq, at, topic, level (as measured, between 0 and 1). */
    Dataset<Row> series(String name, SeriesPlan series) {
        Population people = population;
        long measuredBy = seed;
        String schema = "user_no bigint, seq int, at bigint, topic int, level double";
        return perNumber(size.users(), schema, no -> {
            Person person = people.person(no);
            Dice dice = new Dice(measuredBy, "series " + name, no);
            List<Row> rows = new ArrayList<>();
            double every = series.everyDays() * SECONDS_OF_DAY;
            long at = Math.max(person.joined, people.calendar().start()) + dice.between(0, (long) every);
            while (at < people.calendar().finish()) {
                for (int rank = 0; rank < Math.min(series.topics(), person.favourites.length); rank++) {
                    double measured = person.levelAt(at) + series.error() * dice.normal();
                    rows.add(RowFactory.create(
                            no, rows.size(), at, person.favourites[rank], Math.min(1, Math.max(0, measured))));
                }
                at += (long) (every * (1 / 2.0 + dice.share()));
            }
            return rows.stream();
        });
    }

    /**
     * Columns: user_no, seq, at, item_no, chain, chain_no, step, slot (0 if offered in no list), type, fit, topic and
     * item_level (the item's), user_level.
     */
    Dataset<Row> events(String activity) {
        Lives lives = lives(activity);
        String schema =
                "user_no bigint, seq int, at bigint, item_no bigint, chain string, chain_no int, step int, slot int, type string, fit double, topic int, item_level double, user_level double";
        return perNumber(size.users(), schema, lives::events);
    }

    /** Columns: user_no, list_no, slot, at, item_no, chain, chain_no, answered. */
    Dataset<Row> shown(String activity) {
        Lives lives = lives(activity);
        String schema =
                "user_no bigint, list_no int, slot int, at bigint, item_no bigint, chain string, chain_no int, answered boolean";
        return perNumber(size.users(), schema, lives::shown);
    }

    /** Columns: user_no, version (1), topic, interest, level (at the history's end): what an oracle knows of people. */
    Dataset<Row> interests() {
        Population people = population;
        return perNumber(size.users(), "user_no bigint, version int, topic int, interest double, level double", no -> {
            Person person = people.person(no);
            double level = person.levelAt(people.calendar().finish());
            return IntStream.range(0, person.interests.length)
                    .mapToObj(topic -> RowFactory.create(no, 1, topic, person.interests[topic], level));
        });
    }

    private Lives lives(String name) {
        ActivityPlan activity = plan.activities().get(name);
        int users = Math.toIntExact(size.users());
        Catalogue catalogue = catalogue(activity);
        long total = Shares.split(size.events(), plan.activities(), ActivityPlan::share)
                .get(name);
        Shelves shelves = new Shelves(catalogue, plan.topics().size(), calendar());
        var shared = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new Lives.Setting(catalogue, shelves, population.quotas(users, total)));
        return new Lives(seed, name, activity, population, shared);
    }

    private Catalogue catalogue(ActivityPlan activity) {
        return activity.items().equals(ActivityPlan.USERS)
                ? Catalogue.ofPeople(seed, population, Math.toIntExact(size.users()), TAIL_OF_PEOPLE)
                : catalogues.get(activity.items());
    }

    private Dataset<Row> perNumber(long count, String schema, PerNumber rows) {
        FlatMapFunction<Long, Row> each = no -> rows.of(no).iterator();
        return spark.range(count).flatMap(each, Encoders.row(StructType.fromDDL(schema)));
    }

    /** The rows of one person or item. */
    private interface PerNumber extends Serializable {
        Stream<Row> of(Long no);
    }
}
