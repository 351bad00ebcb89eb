package dev.almanac.jobs.samples;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.jobs.samples.ActivityPlan.Match;
import dev.almanac.jobs.samples.Population.Person;
import java.io.Serializable;
import java.time.Instant;
import java.util.Set;

/**
 * How a person comes to one item: a topic by their interests, in it an item by its appeal, and again if it is not
 * there, their own, taken already, too far from their level or too old.
 */
final class Choice implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int TRIES = 100;
    private static final double SECONDS_OF_DAY = 86_400;
    /** No fit is so bad that a type of event becomes impossible. */
    private static final double WORST_FIT = 0.05;

    private final Catalogue catalogue;
    private final Shelves shelves;
    private final Match match;
    private final double repeat;

    Choice(Catalogue catalogue, Shelves shelves, ActivityPlan plan) {
        this.catalogue = catalogue;
        this.shelves = shelves;
        match = plan.match();
        repeat = plan.repeat();
    }

    /**
     * An item that is there at the moment.
     *
     * @param taken what the person has taken before
     */
    int item(Dice dice, Person person, double[] interests, long moment, Set<Integer> taken) {
        int last = -1;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int no = shelves.draw(dice, dice.from(interests), moment);
            if (no >= 0 && catalogue.isThere(no, moment) && !catalogue.isOwn(no, person)) {
                last = no;
                boolean again = !taken.contains(no) || dice.happens(repeat);
                if (again && dice.happens(nearness(person, no, moment)) && dice.happens(youth(no, moment))) {
                    return no;
                }
            }
        }
        return last >= 0 ? last : any(person, moment);
    }

    /** How well the item suits the person, between {@value #WORST_FIT} and 1. */
    double fit(Person person, int no, long moment) {
        double interest = person.interests[catalogue.topic[no]] / person.interests[person.favourites[0]];
        return Math.max(WORST_FIT, interest * nearness(person, no, moment));
    }

    /**
     * The chance that one draw of {@link #item} brings up an item that is there and keeps it, whatever was taken before: what
     * somebody who knows everything that is planted would rank by.
     */
    double chance(Person person, int no, long moment) {
        double drawn = person.interests[catalogue.topic[no]] * shelves.share(catalogue, no, moment);
        return catalogue.isOwn(no, person) ? 0 : drawn * nearness(person, no, moment) * youth(no, moment);
    }

    private double nearness(Person person, int no, long moment) {
        double apart = (person.levelAt(moment) - catalogue.level[no]) / match.levelWidth();
        return StrictMath.exp(-apart * apart);
    }

    private double youth(int no, long moment) {
        return match.halfLifeDays() == 0
                ? 1
                : StrictMath.pow(2, -((moment - catalogue.from[no]) / SECONDS_OF_DAY) / match.halfLifeDays());
    }

    private int any(Person person, long moment) {
        return catalogue
                .there(moment)
                .filter(no -> !catalogue.isOwn(no, person))
                .findFirst()
                .orElseThrow(() -> AlmanacException.cannot(
                        Failure.CONFIG,
                        "generate events",
                        "none of " + catalogue.size() + " items is there on " + Instant.ofEpochSecond(moment),
                        "Generate more items, or raise 'existing' and 'lasting' of their lifetime"));
    }
}
