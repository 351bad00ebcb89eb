package dev.almanac.jobs.samples;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.samples.GeneratorPlan.ItemPlan;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What is latent in every item of one kind: six numbers each, so that millions fit in memory. */
final class Catalogue implements Serializable {
    /** The end of what never goes. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int NOBODY = -1;
    private static final int TRIES = 1_000;
    private static final long serialVersionUID = 1L;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final double LARGEST_APPEAL = 50;

    final int[] topic;
    final double[] appeal;
    final double[] level;
    /** First second in which each is there. */
    final long[] from;
    /** First second in which each is no longer there, or {@link #NEVER}. */
    final long[] until;
    /** The person whose own each is, or one that nobody is. */
    final int[] owner;

    private Catalogue(int size) {
        topic = new int[size];
        appeal = new double[size];
        level = new double[size];
        from = new long[size];
        until = new long[size];
        owner = new int[size];
        Arrays.fill(owner, NOBODY);
    }

    /** The items of a kind. */
    static Catalogue ofItems(long seed, String kind, ItemPlan plan, int size, GeneratorPlan domain, Calendar calendar) {
        Catalogue all = new Catalogue(size);
        double[] topics = Dice.runningSums(domain.topicWeights());
        for (int no = 0; no < size; no++) {
            Dice dice = new Dice(seed, "item " + kind, no);
            all.topic[no] = dice.from(topics);
            all.appeal[no] = appeal(dice, plan.appeal().tail());
            double level = plan.appeal().level() + plan.appeal().levelSpread() * dice.normal();
            all.level[no] = Math.min(1, Math.max(0, level));
            all.live(no, dice, plan.lifetime(), calendar);
        }
        return all;
    }

    /** People as items: each is there from joining, under their dearest topic. */
    static Catalogue ofPeople(long seed, Population population, int size, double tail) {
        Catalogue all = new Catalogue(size);
        for (int no = 0; no < size; no++) {
            Population.Person person = population.person(no);
            all.topic[no] = person.favourites[0];
            all.appeal[no] = appeal(new Dice(seed, "person's appeal", no), tail);
            all.level[no] = person.levelAt(person.joined);
            all.from[no] = person.joined;
            all.until[no] = NEVER;
            all.owner[no] = no;
        }
        return all;
    }

    /**
     * Gives each item to a person who had joined when it came, the likelier the more they care for its topic.
     *
     * @throws AlmanacException of kind CONFIG if there is no such person
     */
    void give(long seed, String kind, Population population, int people) {
        for (int no = 0; no < size(); no++) {
            owner[no] = owner(new Dice(seed, "owner " + kind, no), no, population, people);
        }
    }

    int size() {
        return topic.length;
    }

    boolean isThere(int no, long moment) {
        return from[no] <= moment && moment < until[no];
    }

    /** Whether the item is the person's own, or the person. */
    boolean isOwn(int no, Population.Person person) {
        return owner[no] == person.no;
    }

    /** Every item that is there at the moment, the most appealing first. */
    IntStream there(long moment) {
        return IntStream.range(0, size())
                .filter(no -> isThere(no, moment))
                .boxed()
                .sorted((one, other) -> Double.compare(appeal[other], appeal[one]))
                .mapToInt(Integer::intValue);
    }

    private int owner(Dice dice, int no, Population population, int people) {
        int last = NOBODY;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Population.Person person = population.person(dice.between(0, people));
            if (person.joined <= from[no]) {
                last = (int) person.no;
                if (dice.happens(person.interests[topic[no]] / person.interests[person.favourites[0]])) {
                    return last;
                }
            }
        }
        if (last == NOBODY) {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "generate items that are people's own",
                    "hardly any of " + people + " people had joined on " + Instant.ofEpochSecond(from[no]),
                    "Raise 'existing' of joining, or lower 'existing' of the items' lifetime");
        }
        return last;
    }

    private void live(int no, Dice dice, GeneratorPlan.Lifetime plan, Calendar calendar) {
        boolean existing = dice.happens(plan.existing());
        boolean lasting = dice.happens(plan.lasting());
        double days = plan.shortestDays() + dice.share() * (plan.longestDays() - plan.shortestDays());
        long life = (long) (days * SECONDS_OF_DAY);
        from[no] = existing
                ? calendar.start() - 1 - dice.between(0, life)
                : calendar.moment(dice, calendar.start(), calendar.finish());
        until[no] = lasting ? NEVER : from[no] + life;
    }

    private static double appeal(Dice dice, double tail) {
        return Math.min(LARGEST_APPEAL, StrictMath.pow(1 - dice.share(), -1 / tail));
    }
}
