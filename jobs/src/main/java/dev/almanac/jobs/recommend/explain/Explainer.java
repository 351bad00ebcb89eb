package dev.almanac.jobs.recommend.explain;

import static org.apache.spark.sql.functions.col;

import dev.almanac.jobs.recommend.lists.Arrangement;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.rules.HouseRules;
import dev.almanac.jobs.recommend.serving.Served;
import dev.almanac.jobs.recommend.sources.Sources;
import dev.almanac.jobs.recommend.training.Interactions;
import dev.almanac.jobs.recommend.training.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Says why a user gets an item or does not. Scores, ranks and filters come from the code that makes lists, over the tables of
 * one publication and what its run had read, so that an explanation never disagrees with the list.
 */
public final class Explainer {
    private final Subject subject;
    private final String userId;
    private final Optional<UserList> published;
    private final Candidates candidates;
    private final Arrangement arrangement;
    private final Filters filters;
    private final Relisting relisting;

    private Explainer(Subject subject, Row user, Served served, Optional<UserList> published) {
        this.subject = subject;
        this.userId = user.getAs("user_id");
        this.published = published;
        var end = subject.run().window().end();
        var lists = subject.settings().lists();
        var rules = new HouseRules(lists, end);
        rules.check(subject.name(), subject.sources().items());
        var available = rules.allowed(Candidates.availableAt(subject.sources().items(), end));
        this.candidates = Candidates.of(available, lists.maxCandidates());
        this.arrangement = rules.arrangement(available, candidates);
        var seen = subject.seen(end).select("item_id").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        this.filters = new Filters(subject, rules, seen);
        var interactions =
                Interactions.weighted(subject.learnable(), subject.settings().eventWeights(), end);
        var reader = new Relisting.Reader(userId, user.<Boolean>getAs("personal"), seen, interactions);
        this.relisting = new Relisting(reader, served, candidates);
    }

    /**
     * Looks at one user's list; nothing where the recommender did not know the user.
     *
     * @param all the recommender in the run that made the lists
     * @param served its models, as {@link RegisteredModels#models} gives them for the user
     * @param published the user's list, if there is one
     */
    public static Optional<Explainer> of(Subject all, String userId, Served served, Optional<UserList> published) {
        var subject = narrowed(all, userId);
        return user(subject).map(user -> new Explainer(subject, user, served, published));
    }

    /** Whether a recommender's run made lists for a user, be it an empty one. */
    public static boolean knows(Subject all, String userId) {
        return user(narrowed(all, userId)).isPresent();
    }

    private static Subject narrowed(Subject all, String userId) {
        var sources = all.sources();
        var own = col("user_id").equalTo(userId);
        var narrow = new Sources(
                sources.users().filter(own), sources.items(), sources.events().filter(own), sources.tombstones());
        return new Subject(all.name(), all.settings(), narrow, all.run());
    }

    private static Optional<Row> user(Subject narrowed) {
        return narrowed.activeUsers().takeAsList(1).stream().findFirst();
    }

    /** Answers for one item. */
    public Explanation explain(String itemId) {
        var question = new Question(
                subject.name(), userId, itemId, subject.run().window().end());
        var listed = published.flatMap(list -> list.item(itemId));
        var removals = new ArrayList<>(listed.isPresent() ? List.<Removal>of() : filters.of(itemId));
        int number = candidates.number(itemId);
        if (number < 0) {
            return new Explanation(question, relisting.basis(), listed, Optional.empty(), removals);
        }
        var standing = relisting.standing(number, arrangement);
        if (listed.isEmpty() && removals.isEmpty()) {
            int places = subject.settings().lists().topN();
            removals.addAll(new Arranged(relisting, arrangement, places).of(itemId, standing, published));
        }
        return new Explanation(question, relisting.basis(), listed, Optional.of(standing), removals);
    }

    /** Whether the recommender's catalogue has an item, listed or not. */
    public static boolean hasItem(Subject subject, String itemId) {
        return !subject.sources().items().filter(col("item_id").equalTo(itemId)).isEmpty();
    }
}
