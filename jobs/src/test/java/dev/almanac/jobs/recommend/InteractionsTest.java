package dev.almanac.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.almanac.jobs.recommend.settings.EventWeight;
import dev.almanac.jobs.recommend.training.Interactions;
import dev.almanac.jobs.tables.CleanTables;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class InteractionsTest {
    private static final Map<String, EventWeight> WEIGHTS = Map.of(
            "done",
            EventWeight.of(1.0),
            "seen",
            new EventWeight(0.5, Optional.of(Duration.ofDays(10)), Optional.empty()));

    private static Row only(World world) {
        var inputs = world.inputs();
        var events = inputs.of(CleanTables.EVENTS);
        return Interactions.weighted(events, WEIGHTS, World.END).collectAsList().get(0);
    }

    /** 1 + 1 + 0.5 / 4: what was seen twenty days ago counts a quarter of its weight, what was done always counts. */
    @Test
    void eventsOfATypeFadeWithItsHalfLife() {
        var world = new World()
                .event("ann", "a", "done", World.END.minus(Duration.ofDays(400)))
                .event("ann", "a", "done", World.END.minus(Duration.ofDays(2)))
                .event("ann", "a", "seen", World.END.minus(Duration.ofDays(20)))
                .event("ann", "a", "ignored", World.END.minus(Duration.ofDays(1)))
                .event("ann", "a", "done", World.END);
        var row = only(world);
        assertThat(row.<Double>getAs("weight")).isCloseTo(2.125, within(1e-6));
        assertThat(row.<Long>getAs("events")).isEqualTo(3);
        assertThat(row.<Timestamp>getAs("last_at").toInstant()).isEqualTo(World.END.minus(Duration.ofDays(2)));
        assertThat(row.isNullAt(row.fieldIndex("rating")))
                .as("no event has a value")
                .isTrue();
    }
}
