package dev.almanac.jobs.samples;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Require;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How one domain's data are made; the whole of {@code conf/domains/<domain>/generator.conf}.
 *
 * @param calendar when things happen
 * @param topics the latent topics with the share of interest each has
 * @param users the people
 * @param items the kinds of items, by name
 * @param activities what people do with items, by name
 * @param sources the files to write, by name
 */
public record GeneratorPlan(
        CalendarPlan calendar,
        Map<String, Double> topics,
        UserPlan users,
        Map<String, ItemPlan> items,
        Map<String, ActivityPlan> activities,
        Map<String, SourcePlan> sources)
        implements Serializable {

    public GeneratorPlan {
        Require.that(!topics.isEmpty(), "topics", topics, "must name at least one topic");
        Require.that(!items.isEmpty(), "items", items.keySet(), "must name at least one kind of item");
        Require.that(!activities.isEmpty(), "activities", activities.keySet(), "must name at least one activity");
        Require.that(!items.containsKey(ActivityPlan.USERS), "items", items.keySet(), "must not contain 'users'");
    }

    /** The topics' names in the order that numbers them. */
    List<String> topicNames() {
        return topics.keySet().stream().sorted().toList();
    }

    /** The topics' weights, in the order of {@link #topicNames}. */
    double[] topicWeights() {
        return topicNames().stream().mapToDouble(topics::get).toArray();
    }

    /**
     * The people.
     *
     * @param id the pattern of their ids, with one integer conversion, such as {@code U%06d}
     * @param joining when they come and whether they change
     * @param habits what drives their choices
     * @param draws random properties, by name
     * @param series repeated measurements, by name
     */
    public record UserPlan(
            String id,
            Joining joining,
            Habits habits,
            @Default("{}") Map<String, Draw> draws,
            @Default("{}") Map<String, SeriesPlan> series)
            implements Serializable {}

    /**
     * When people come.
     *
     * @param existing share that joined before the history starts
     * @param changes share that has a second version of its row, some time after joining
     */
    public record Joining(double existing, double changes) implements Serializable {
        public Joining {
            Require.share("existing", existing);
            Require.share("changes", changes);
        }
    }

    /**
     * What drives people's choices.
     *
     * @param focus the shares of a person's interest that go to their first, second, ... topic; the rest is spread
     * @param activitySpread standard deviation of the logarithm of how active people are
     * @param level mean level of people when they join, between 0 and 1
     * @param levelSpread standard deviation of it
     * @param growth mean gain of level in a year
     */
    public record Habits(List<Double> focus, double activitySpread, double level, double levelSpread, double growth)
            implements Serializable {
        public Habits {
            double sum = focus.stream().mapToDouble(Double::doubleValue).sum();
            Require.that(sum <= 1, "focus", focus, "must not add up to more than 1");
            Require.notNegative("activity-spread", activitySpread);
            Require.share("level", level);
            Require.notNegative("level-spread", levelSpread);
        }
    }

    /**
     * A measurement of a person's level, taken again and again.
     *
     * @param everyDays days from one time to the next, on average
     * @param topics how many of the person's topics are measured each time
     * @param error standard deviation of the measurement
     */
    public record SeriesPlan(double everyDays, int topics, double error) implements Serializable {
        public SeriesPlan {
            Require.positive("every-days", everyDays);
            Require.positive("topics", topics);
            Require.notNegative("error", error);
        }
    }

    /**
     * One kind of item.
     *
     * @param id the pattern of their ids, with one integer conversion
     * @param share the share of all items that are of this kind; the shares are scaled to add up to 1
     * @param owned whether each is someone's own: of a person who had joined when it came and likely cares for its topic
     * @param lifetime when they come and go
     * @param appeal how different they are in popularity and level
     * @param draws random properties, by name
     */
    public record ItemPlan(
            String id,
            @Default("1") double share,
            @Default("false") boolean owned,
            Lifetime lifetime,
            Appeal appeal,
            @Default("{}") Map<String, Draw> draws)
            implements Serializable {
        public ItemPlan {
            Require.positive("share", share);
        }
    }

    /**
     * When items come and go.
     *
     * @param existing share that is there when the history starts
     * @param lasting share that never goes
     * @param shortestDays shortest life of those that go
     * @param longestDays longest life of those that go
     * @param noticeDays how long ahead coming and going are known to the source
     * @param endKnown whether an item's end is in its first row already, or only in a second version
     */
    public record Lifetime(
            double existing,
            double lasting,
            double shortestDays,
            double longestDays,
            double noticeDays,
            boolean endKnown)
            implements Serializable {
        public Lifetime {
            Require.share("existing", existing);
            Require.share("lasting", lasting);
            Require.positive("shortest-days", shortestDays);
            Require.that(longestDays >= shortestDays, "longest-days", longestDays, "must not be below shortest-days");
            Require.notNegative("notice-days", noticeDays);
        }
    }

    /**
     * How items differ.
     *
     * @param tail exponent of the Pareto distribution of popularity: the smaller, the longer the tail
     * @param level mean level, between 0 and 1
     * @param levelSpread standard deviation of it
     */
    public record Appeal(double tail, double level, double levelSpread) implements Serializable {
        public Appeal {
            Require.positive("tail", tail);
            Require.share("level", level);
            Require.notNegative("level-spread", levelSpread);
        }
    }
}
