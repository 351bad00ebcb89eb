package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.GeneratorPlan.Habits;
import dev.almanac.jobs.samples.GeneratorPlan.UserPlan;
import java.io.Serializable;
import java.util.stream.IntStream;

/** The people: what is latent in each follows from the seed and the person's number alone. */
final class Population implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double SECONDS_OF_YEAR = 365.25 * 86_400;

    private final long seed;
    private final UserPlan plan;
    private final double[] topicWeights;
    private final Calendar calendar;

    Population(long seed, UserPlan plan, double[] topicWeights, Calendar calendar) {
        this.seed = seed;
        this.plan = plan;
        this.topicWeights = topicWeights;
        this.calendar = calendar;
    }

    /** What is latent in a person. */
    static final class Person {
        final long no;
        final long joined;
        /** When the second version of the row comes; {@link Long#MAX_VALUE} if never. */
        final long changed;
        /** The interest in each topic; adds up to 1. */
        final double[] interests;
        /** Topics from the dearest on. */
        final int[] favourites;

        private final double level;
        private final double growth;
        private final double activity;

        private Person(long seed, long no, Population all) {
            Habits habits = all.plan.habits();
            Dice dice = new Dice(seed, "person", no);
            this.no = no;
            joined = all.joined(dice);
            changed = dice.happens(all.plan.joining().changes())
                    ? all.calendar.moment(dice, Math.max(joined, all.calendar.start()), all.calendar.finish())
                    : Long.MAX_VALUE;
            interests = all.interests(dice);
            favourites = IntStream.range(0, interests.length)
                    .boxed()
                    .sorted((one, other) -> Double.compare(interests[other], interests[one]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            level = habits.level() + habits.levelSpread() * dice.normal();
            growth = dice.exponential(habits.growth());
            activity = StrictMath.exp(habits.activitySpread() * dice.normal());
        }

        /** The level at a time, between 0 and 1; it does not grow before the person joins. */
        double levelAt(long moment) {
            double years = Math.max(0, moment - joined) / SECONDS_OF_YEAR;
            return Math.min(1, Math.max(0, level + growth * years));
        }

        /** How much of the activity in the history is this person's, relative to others. */
        double weight(Calendar calendar) {
            double present = calendar.finish() - (double) Math.max(joined, calendar.start());
            return activity * present / (calendar.finish() - calendar.start());
        }
    }

    Person person(long no) {
        return new Person(seed, no, this);
    }

    Calendar calendar() {
        return calendar;
    }

    /**
     * How many of {@code total} events each person has: proportional to their weights, and exactly {@code total}
     * together.
     */
    int[] quotas(int users, long total) {
        double[] weights = new double[users];
        for (int no = 0; no < users; no++) {
            weights[no] = person(no).weight(calendar);
        }
        double[] sums = Dice.runningSums(weights);
        int[] quotas = new int[users];
        long given = 0;
        for (int no = 0; no < users; no++) {
            long upTo = no == users - 1 ? total : (long) (total * (sums[no] / sums[users - 1]));
            quotas[no] = Math.toIntExact(upTo - given);
            given = upTo;
        }
        return quotas;
    }

    private long joined(Dice dice) {
        long start = calendar.start();
        return dice.happens(plan.joining().existing())
                ? start - 1 - (long) (dice.share() * SECONDS_OF_YEAR)
                : calendar.moment(dice, start, calendar.finish());
    }

    private double[] interests(Dice dice) {
        double[] left = topicWeights.clone();
        double[] interests = new double[left.length];
        double spread = 1;
        for (double focus : plan.habits()
                .focus()
                .subList(0, Math.min(left.length, plan.habits().focus().size()))) {
            int topic = dice.from(Dice.runningSums(left));
            left[topic] = 0;
            interests[topic] += focus;
            spread -= focus;
        }
        double[] sums = Dice.runningSums(topicWeights);
        for (int topic = 0; topic < interests.length; topic++) {
            interests[topic] += spread * topicWeights[topic] / sums[sums.length - 1];
        }
        return interests;
    }
}
