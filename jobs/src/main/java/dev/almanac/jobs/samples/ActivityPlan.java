package dev.almanac.jobs.samples;

import dev.almanac.common.config.Default;
import dev.almanac.common.config.Require;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What people do with one kind of item. They do it in chains: one item is chosen, then the chain's steps are gone
 * through, each an event.
 *
 * @param items the kind of item, or {@code users} where people choose people
 * @param share the share of all events that are of this activity; the shares are scaled to add up to 1
 * @param repeat chance that an item already taken is taken again when it comes up
 * @param match how level and age narrow the choice
 * @param chains the chains, by name
 * @param draws random properties of each event, by name
 */
public record ActivityPlan(
        String items,
        @Default("1") double share,
        double repeat,
        Match match,
        Map<String, Chain> chains,
        @Default("{}") Map<String, Draw> draws)
        implements Serializable {

    static final String USERS = "users";

    public ActivityPlan {
        Require.positive("share", share);
        Require.share("repeat", repeat);
        Require.that(!chains.isEmpty(), "chains", chains.keySet(), "must name at least one chain");
    }

    /**
     * How level and age narrow the choice of an item.
     *
     * @param levelWidth how far a person's and an item's level may lie apart: at this distance the chance falls to 1/e
     * @param halfLifeDays days after which an item is chosen half as often as when it was new; 0 if age is no matter
     */
    public record Match(double levelWidth, @Default("0") double halfLifeDays) implements Serializable {
        public Match {
            Require.positive("level-width", levelWidth);
            Require.notNegative("half-life-days", halfLifeDays);
        }
    }

    /**
     * A sequence of events on one item.
     *
     * @param weight how often this chain is gone through, relative to the activity's other chains
     * @param shown the list the item was offered in; of size 0, if in none
     * @param steps the events; the first always happens
     */
    public record Chain(
            double weight,

            @Default("{ size = 0, ignored = 0, answered-minutes = 1 }")
            Shown shown,

            List<Step> steps) implements Serializable {
        public Chain {
            Require.positive("weight", weight);
            Require.that(!steps.isEmpty(), "steps", steps, "must have at least one step");
        }
    }

    /**
     * One event of a chain.
     *
     * @param types the types it can have, by name
     * @param reached chance that the chain goes on to this step; no matter for the first
     * @param afterMinutes mean minutes since the step before
     */
    public record Step(
            Map<String, EventType> types,
            @Default("1") double reached,
            @Default("0") double afterMinutes) implements Serializable {
        public Step {
            Require.that(!types.isEmpty(), "types", types.keySet(), "must name at least one type");
            Require.share("reached", reached);
            Require.notNegative("after-minutes", afterMinutes);
        }
    }

    /**
     * One type of event.
     *
     * @param weight how often, relative to the step's other types
     * @param fit how it depends on how well item and person fit: the weight is multiplied by fit to this power
     * @param ends whether a chain cannot go on after it
     */
    public record EventType(
            double weight,
            @Default("0") double fit,
            @Default("false") boolean ends) implements Serializable {
        public EventType {
            Require.positive("weight", weight);
        }
    }

    /**
     * Lists of items that were shown.
     *
     * @param size items in a list
     * @param ignored lists that got no answer, per list that got one
     * @param answeredMinutes mean minutes from the showing to the answer
     */
    public record Shown(int size, double ignored, double answeredMinutes) implements Serializable {
        public Shown {
            Require.notNegative("size", size);
            Require.notNegative("ignored", ignored);
            Require.positive("answered-minutes", answeredMinutes);
        }
    }
}
