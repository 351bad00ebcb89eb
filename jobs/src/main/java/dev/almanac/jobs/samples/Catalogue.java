package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.GeneratorPlan.ItemPlan;
import java.io.Serializable;
import java.util.stream.IntStream;

/** What is latent in every item of one kind: five numbers each, so that millions fit in memory. */
final class Catalogue implements Serializable {
    /** The end of what never goes. */
    static final long NEVER = Long.MAX_VALUE;

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

    private Catalogue(int size) {
        topic = new int[size];
        appeal = new double[size];
        level = new double[size];
        from = new long[size];
        until = new long[size];
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
        }
        return all;
    }

    int size() {
        return topic.length;
    }

    boolean isThere(int no, long moment) {
        return from[no] <= moment && moment < until[no];
    }

    /** Every item that is there at the moment, the most appealing first. */
    IntStream there(long moment) {
        return IntStream.range(0, size())
                .filter(no -> isThere(no, moment))
                .boxed()
                .sorted((one, other) -> Double.compare(appeal[other], appeal[one]))
                .mapToInt(Integer::intValue);
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
