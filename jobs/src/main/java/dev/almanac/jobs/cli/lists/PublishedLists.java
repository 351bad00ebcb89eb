package dev.almanac.jobs.cli.lists;

import dev.almanac.common.config.Nearest;
import dev.almanac.common.contract.Table;
import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.error.Failure;
import dev.almanac.common.lake.Publication;
import dev.almanac.common.run.RecordedRun;
import dev.almanac.jobs.cli.output.Console;
import dev.almanac.jobs.cli.session.OpenDomain;
import dev.almanac.jobs.recommend.Recommend;
import dev.almanac.jobs.recommend.explain.Explainer;
import dev.almanac.jobs.recommend.explain.Explanation;
import dev.almanac.jobs.recommend.explain.ListChange;
import dev.almanac.jobs.recommend.explain.RegisteredModels;
import dev.almanac.jobs.recommend.explain.UserList;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.tables.Groups;
import dev.almanac.jobs.tables.RecommendationTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The lists that a domain has published, and why they are as they are. */
final class PublishedLists {
    private static final String GROUP = Groups.RECOMMENDATIONS.name();

    private final OpenDomain domain;
    private final Console console;
    private final Publication newest;
    private final RecommendSettings settings;

    /** An explanation; whether the settings have been changed since the list was made. */
    record Answer(Explanation explanation, boolean settingsChanged) {}

    /** A recommender as the run that made its lists saw it. */
    private record Made(Subject subject, RegisteredModels models, boolean settingsChanged) {}

    private PublishedLists(OpenDomain domain, Console console, Publication newest) {
        this.domain = domain;
        this.console = console;
        this.newest = newest;
        this.settings = domain.config().settingsOf(new Recommend().spec());
    }

    /**
     * The newest publication.
     *
     * @throws AlmanacException of kind INPUT when there is none
     */
    static PublishedLists of(OpenDomain domain, Console console) {
        console.doing("reading lists");
        var newest = domain.lake()
                .publications()
                .newest(GROUP)
                .filter(publication -> publication
                        .version(RecommendationTables.RECOMMENDATIONS.name())
                        .isPresent())
                .orElseThrow(() -> AlmanacException.cannot(
                        Failure.INPUT,
                        "show lists of domain " + domain.name(),
                        "none were ever published",
                        "Switch on jobs.recommend and run 'almanac run-schedule daily', or name another --warehouse"));
        return new PublishedLists(domain, console, newest);
    }

    /**
     * A user's lists, by recommender, with what they were before.
     *
     * @throws AlmanacException of kind CONFIG when there is no such recommender, or none knows the user
     */
    List<ListChange> of(String user, Optional<String> recommender) {
        var names = recommenders(recommender);
        var now = lists(user, names);
        if (now.isEmpty()) {
            requireKnown(user, names);
            return List.of();
        }
        var earlier = before(user, names);
        return now.stream()
                .map(list -> new ListChange(list, of(earlier, list.recommender())))
                .toList();
    }

    /**
     * Why a user gets an item or does not, of each recommender that knows the item; of all when none does.
     *
     * @throws AlmanacException of kind CONFIG when there is no such recommender, or none knows the user
     */
    List<Answer> explain(String user, String item, Optional<String> recommender) {
        var names = recommenders(recommender);
        var lists = lists(user, names);
        var all = names.stream().map(this::made).flatMap(Optional::stream).toList();
        var having = all.size() == 1
                ? all
                : all.stream()
                        .filter(made -> Explainer.hasItem(made.subject(), item))
                        .toList();
        var answers = new ArrayList<Answer>();
        for (var made : having.isEmpty() ? all : having) {
            var name = made.subject().name();
            console.doing("explaining a list of " + name);
            Explainer.of(made.subject(), user, made.models().models(this::table, user), of(lists, name))
                    .map(explainer -> new Answer(explainer.explain(item), made.settingsChanged()))
                    .ifPresent(answers::add);
        }
        if (answers.isEmpty()) {
            throw unknownUser();
        }
        return answers;
    }

    private List<String> recommenders(Optional<String> asked) {
        var known = new TreeSet<>(settings.recommenders().keySet());
        asked.filter(name -> !known.contains(name)).ifPresent(name -> {
            throw AlmanacException.cannot(
                    Failure.CONFIG,
                    "find recommender '" + name + "'",
                    "domain " + domain.name() + " configures none of that name"
                            + Nearest.hint(name, known).replace("?", ""),
                    "Its recommenders are " + String.join(", ", known));
        });
        return asked.map(List::of).orElseGet(() -> List.copyOf(known));
    }

    private List<UserList> lists(String user, List<String> names) {
        return lists(table(RecommendationTables.RECOMMENDATIONS), user, names);
    }

    private static List<UserList> lists(Dataset<Row> published, String user, List<String> names) {
        return UserList.of(published, user).stream()
                .filter(list -> names.contains(list.recommender()))
                .toList();
    }

    private static Optional<UserList> of(List<UserList> lists, String recommender) {
        return lists.stream()
                .filter(list -> list.recommender().equals(recommender))
                .findFirst();
    }

    /**
     * The lists of the window before: not those of an earlier run of the same window, nor what was rolled back; none where
     * they are no longer kept.
     */
    private List<UserList> before(String user, List<String> names) {
        var table = RecommendationTables.RECOMMENDATIONS;
        var end = newest.version(table.name()).orElseThrow().windowEnd();
        var log = domain.lake().publications();
        return log.before(List.of(table), end).stream()
                .filter(version -> log.outOfReachSince(version, Instant.now()).isEmpty())
                .flatMap(version -> lists(domain.lake().tables().at(table, version.version()), user, names).stream())
                .toList();
    }

    private Optional<Made> made(String recommender) {
        var spec = new Recommend().spec();
        return RegisteredModels.of(table(RecommendationTables.MODEL_REGISTRY), recommender)
                .map(models -> {
                    var run = RecordedRun.of(domain.lake(), models.runId())
                            .orElseThrow(() -> AlmanacException.cannot(
                                    Failure.INPUT,
                                    "explain lists of recommender " + recommender,
                                    "job_runs has no end of run " + models.runId() + ", which made them",
                                    "Run job recommend again"));
                    var spark = table(RecommendationTables.MODEL_REGISTRY).sparkSession();
                    var context = run.context(spark, domain.name(), domain.zone(), console);
                    var one = Map.of(recommender, settings.recommenders().get(recommender));
                    var subject = Subject.all(run.inputs(domain.lake(), spec, domain.zone()), one, context)
                            .get(0);
                    var hash = run.entry().build().settingsHash();
                    return new Made(
                            subject, models, !hash.equals(domain.config().settingsHash(spec)));
                });
    }

    private void requireKnown(String user, List<String> names) {
        boolean known = names.stream()
                .map(this::made)
                .flatMap(Optional::stream)
                .anyMatch(made -> Explainer.knows(made.subject(), user));
        if (!known) {
            throw unknownUser();
        }
    }

    private AlmanacException unknownUser() {
        return AlmanacException.cannot(
                Failure.CONFIG,
                "find the user in domain " + domain.name(),
                "there was no such user when the lists were made",
                "Check the id; who is unknown is served popular_items_v1");
    }

    private Dataset<Row> table(Table table) {
        var tables = domain.lake().tables();
        return newest.version(table.name())
                .map(version -> tables.at(table, version.version()))
                .orElseGet(() -> tables.empty(table));
    }
}
