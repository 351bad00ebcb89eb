package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.ActivityPlan.Chain;
import dev.almanac.jobs.samples.ActivityPlan.EventType;
import dev.almanac.jobs.samples.ActivityPlan.Step;
import dev.almanac.jobs.samples.Population.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One person's part in one activity, from their first chain to their last, in the order of time. */
final class History {
    private static final double SECONDS_OF_MINUTE = 60;

    /**
     * A place in a chain.
     *
     * @param name the chain's name in the plan
     * @param no counts the person's chains from 0
     * @param step counts the chain's steps from 0
     * @param slot the item's place in the list it was offered in, from 1; 0 if it was in none
     */
    record Place(String name, int no, int step, int slot) {}

    /**
     * Something the person did.
     *
     * @param seq counts the person's events of the activity from 0
     */
    record Event(int seq, Place place, int item, String type, long at, double fit) {}

    /**
     * An item that was offered.
     *
     * @param list counts the person's lists from 0
     * @param place the chain it led to, or the one it was shown around; its slot is the item's in this list
     * @param answered whether it led to the chain
     */
    record Offer(int list, Place place, int item, long at, boolean answered) {}

    final List<Event> events = new ArrayList<>();
    final List<Offer> offers = new ArrayList<>();

    private final ActivityPlan plan;
    private final Choice choice;
    private final Calendar calendar;
    private final Person person;
    private final Dice dice;
    private final double[] interests;
    private final Set<Integer> taken = new HashSet<>();
    private int lists;

    private record Planned(String name, Chain chain, int steps) {}

    /** Lives through exactly {@code quota} events. */
    History(ActivityPlan plan, Choice choice, Calendar calendar, Person person, int quota, Dice dice) {
        this.plan = plan;
        this.choice = choice;
        this.calendar = calendar;
        this.person = person;
        this.dice = dice;
        interests = Dice.runningSums(person.interests);
        List<Planned> chains = planned(quota);
        long[] moments = new long[chains.size()];
        long from = Math.max(person.joined, calendar.start());
        Arrays.setAll(moments, no -> calendar.moment(dice, from, calendar.finish()));
        Arrays.sort(moments);
        for (int no = 0; no < moments.length; no++) {
            live(chains.get(no), no, moments[no]);
        }
    }

    private List<Planned> planned(int quota) {
        List<String> names = plan.chains().keySet().stream().sorted().toList();
        double[] weights = Dice.runningSums(names.stream()
                .mapToDouble(name -> plan.chains().get(name).weight())
                .toArray());
        List<Planned> planned = new ArrayList<>();
        for (int left = quota; left > 0; ) {
            String name = names.get(dice.from(weights));
            Chain chain = plan.chains().get(name);
            int steps = 1;
            while (steps < chain.steps().size()
                    && dice.happens(chain.steps().get(steps).reached())) {
                steps++;
            }
            planned.add(new Planned(name, chain, Math.min(steps, left)));
            left -= steps;
        }
        return planned;
    }

    private void live(Planned planned, int no, long moment) {
        int item = choice.item(dice, person, interests, moment, taken);
        taken.add(item);
        double fit = choice.fit(person, item, moment);
        int slot = planned.chain().shown().size() == 0 ? 0 : offer(planned, no, item, moment);
        long at = moment;
        for (int step = 0; step < planned.steps(); step++) {
            Step now = planned.chain().steps().get(step);
            at = step == 0 ? at : later(at, now.afterMinutes());
            String type = type(now.types(), fit, step < planned.steps() - 1);
            var place = new Place(planned.name(), no, step, slot);
            events.add(new Event(events.size(), place, item, type, at, fit));
        }
    }

    /** A time after this one, before the history's end. */
    private long later(long moment, double meanMinutes) {
        long after = moment + (long) dice.exponential(meanMinutes * SECONDS_OF_MINUTE);
        return after < calendar.finish() ? after : dice.between(moment, calendar.finish());
    }

    private String type(Map<String, EventType> types, double fit, boolean goesOn) {
        boolean canGoOn = types.values().stream().anyMatch(type -> !type.ends());
        List<String> names = types.keySet().stream()
                .filter(name -> !goesOn || !canGoOn || !types.get(name).ends())
                .sorted()
                .toList();
        double[] weights = names.stream()
                .map(types::get)
                .mapToDouble(type -> type.weight() * StrictMath.pow(fit, type.fit()))
                .toArray();
        return names.get(dice.from(Dice.runningSums(weights)));
    }

    /** The list an item was answered in, and the lists that got no answer; the item's slot in the first. */
    private int offer(Planned planned, int no, int item, long moment) {
        var shown = planned.chain().shown();
        long before = (long) dice.exponential(shown.answeredMinutes() * SECONDS_OF_MINUTE);
        long from = Math.max(person.joined, calendar.start());
        int slot = 1 + (int) (dice.share() * shown.size());
        list(planned, no, Math.max(from, moment - before), slot, item);
        long ignored = (long) (shown.ignored() + dice.share());
        for (long list = 0; list < ignored; list++) {
            list(planned, no, calendar.moment(dice, from, calendar.finish()), 0, item);
        }
        return slot;
    }

    private void list(Planned planned, int no, long moment, int answeredSlot, int answered) {
        Set<Integer> inList = new HashSet<>();
        if (answeredSlot > 0) {
            inList.add(answered);
        }
        for (int slot = 1; slot <= planned.chain().shown().size(); slot++) {
            boolean answer = slot == answeredSlot;
            int item = answer ? answered : choice.item(dice, person, interests, moment, inList);
            if (answer || inList.add(item)) {
                offers.add(new Offer(lists, new Place(planned.name(), no, 0, slot), item, moment, answer));
            }
        }
        lists++;
    }
}
