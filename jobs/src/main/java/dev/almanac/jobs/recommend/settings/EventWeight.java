package dev.almanac.jobs.recommend.settings;

import dev.almanac.common.config.Meaning;
import dev.almanac.common.config.Require;
import dev.almanac.common.config.Shorthand;
import java.time.Duration;
import java.util.Optional;

/**
 * What an event of one type says about a user's taste. A plain number is short for {@code weight}.
 *
 * @param weight how much when it is new
 * @param halfLife after how long it says half as much; never, if absent
 * @param phrase how a reason says that the user did it
 */
@Shorthand("weight")
public record EventWeight(
        @Meaning("How much an event says when it is new.") double weight,

        @Meaning("After how long it says half as much; always as much, if absent.")
        Optional<Duration> halfLife,

        @Meaning("How a reason says it, between 'Because you' and an item's title; the event type, if absent.")
        Optional<String> phrase) {
    public EventWeight {
        Require.that(weight > 0 && Double.isFinite(weight), "weight", weight, "must be greater than 0 and finite");
        halfLife.ifPresent(life -> Require.positive("half-life", life));
    }

    /** How a reason says that a user did something of a type. */
    public String phrase(String eventType) {
        return phrase.orElseGet(() -> eventType.replace('-', ' '));
    }

    /** A weight that does not fade. */
    public static EventWeight of(double weight) {
        return new EventWeight(weight, Optional.empty(), Optional.empty());
    }
}
