package dev.almanac.jobs.recommend.explain;

import dev.almanac.jobs.recommend.explain.Removal.Cause;
import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.lists.MarginalRelevance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What keeps an item out of a list that it may be in: whatever the list would have it without. Each part of the arrangement
 * is left out in turn and the list made again.
 *
 * @param arrangement of the list
 * @param n how long a list is
 */
record Arranged(Relisting relisting, Arrangement arrangement, int n) {

    /**
     * @param standing of the item
     * @param published the list, if there is one
     */
    List<Removal> of(String itemId, Standing standing, Optional<UserList> published) {
        var list = relisting.list(arrangement, n);
        if (list.contains(itemId)) {
            return List.of(Removal.of(
                    Cause.SETTINGS_CHANGED,
                    "The list was made with other settings: with those of now it would be at place %d."
                            .formatted(list.indexOf(itemId) + 1)));
        }
        var removals = new ArrayList<Removal>();
        eachWithout((removal, without) -> {
            int place = relisting.list(without, n).indexOf(itemId) + 1;
            if (place > 0) {
                var sentence = removal.sentence() + " Otherwise it would be at place %d.".formatted(place);
                removals.add(new Removal(removal.cause(), removal.rule(), sentence));
            }
        });
        if (removals.isEmpty()) {
            removals.add(standing.rank() <= n ? together() : belowEnd(published));
        }
        return removals;
    }

    /** Each part of the arrangement, with the arrangement that lacks it. */
    private void eachWithout(BiConsumer<Removal, Arrangement> trial) {
        for (var pin : arrangement.pins()) {
            var removal = Removal.by(pin.rule(), Cause.PINS, "Rule %s gives places to others.".formatted(pin.rule()));
            trial.accept(removal, with(without(arrangement.pins(), pin), arrangement.boosts(), arrangement.quotas()));
        }
        for (var boost : arrangement.boosts()) {
            var sentence = "Rule %s changes scores by %s deviations.".formatted(boost.rule(), boost.deviations());
            trial.accept(
                    Removal.by(boost.rule(), Cause.BOOST, sentence),
                    with(arrangement.pins(), without(arrangement.boosts(), boost), arrangement.quotas()));
        }
        for (var quota : arrangement.quotas()) {
            var sentence = "Rule %s lets a list have %d of its kind.".formatted(quota.rule(), quota.places());
            trial.accept(
                    Removal.by(quota.rule(), Cause.QUOTA, sentence),
                    with(arrangement.pins(), arrangement.boosts(), without(arrangement.quotas(), quota)));
        }
        var variety = arrangement.variety();
        if (variety.diversity() > 0) {
            var sentence = "It is too much like what is listed: diversity %s.".formatted(variety.diversity());
            var byScore = new Arrangement(
                    arrangement.pins(),
                    arrangement.boosts(),
                    arrangement.quotas(),
                    new MarginalRelevance(0, variety.tags()));
            trial.accept(Removal.of(Cause.DIVERSITY, sentence), byScore);
        }
    }

    private Arrangement with(
            List<Arrangement.Pin> pins, List<Arrangement.Boost> boosts, List<Arrangement.Quota> quotas) {
        return new Arrangement(pins, boosts, quotas, arrangement.variety());
    }

    private static <T> List<T> without(List<T> all, T one) {
        return all.stream().filter(each -> !each.equals(one)).toList();
    }

    private static Removal together() {
        return Removal.of(
                Cause.RULES_TOGETHER, "By its score it would be in; several rules together keep it out, none alone.");
    }

    /** Its own score and rank are its standing. */
    private Removal belowEnd(Optional<UserList> published) {
        var end = published
                .map(list -> list.items().get(list.items().size() - 1))
                .map(last -> String.format(
                        Locale.ROOT, "place %d, with %.4f by %s", last.rank(), last.score(), last.strategy()))
                .orElse("place " + n);
        return Removal.of(Cause.BELOW_END, "It comes after the end of the list: %s.".formatted(end));
    }
}
