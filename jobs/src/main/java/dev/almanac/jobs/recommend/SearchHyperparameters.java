package dev.almanac.jobs.recommend;

import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Outputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.recommend.search.Search;
import dev.almanac.jobs.recommend.settings.RecordedRecipe;
import dev.almanac.jobs.recommend.settings.SearchSettings;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.tables.CleanTables;
import dev.almanac.jobs.tables.IngestTables;
import dev.almanac.jobs.tables.SearchTables;
import dev.almanac.jobs.tables.TeamTables;
import java.sql.Date;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Looks for better settings of every recommender's algorithms, on a validation window before the one by which the night
 * judges; what it finds competes there.
 */
public final class SearchHyperparameters implements Job<SearchSettings> {

    @Override
    public JobSpec<SearchSettings> spec() {
        return JobSpec.weekly(
                        "search-hyperparameters",
                        "Looks for better settings of the recommenders; what it finds competes in the next night.",
                        SearchSettings.class)
                .readsAnyOf(CleanTables.USERS, CleanTables.ITEMS, CleanTables.EVENTS)
                .readsIfPresent(TeamTables.RELATIONS, IngestTables.TOMBSTONES)
                .writes(SearchTables.SEARCH_TRIALS, SearchTables.SEARCHED_RECIPES);
    }

    @Override
    public Outputs compute(Inputs inputs, SearchSettings settings, RunContext run) {
        var trials = new ArrayList<Row>();
        var recipes = new ArrayList<Row>();
        var subjects = CheckedSubjects.of(inputs, settings.recommenders(), settings.evaluation(), run);
        for (int turn = 1; turn <= subjects.size(); turn++) {
            var subject = subjects.get(turn - 1);
            // What one leaves of its share of the time is there for the next; none takes that of those after it.
            var until = settings.budget().time().multipliedBy(turn).dividedBy(subjects.size());
            var found = search(subject, settings, until).run();
            found.forEach(trial -> trials.add(trialRow(subject, trial)));
            // Where nobody could be judged, no recipe is better than another.
            Search.best(found).values().stream()
                    .filter(best -> best.figures().users() > 0)
                    .forEach(best -> recipes.add(recipeRow(subject, best)));
        }
        return Outputs.of(SearchTables.SEARCH_TRIALS, rows(trials, SearchTables.SEARCH_TRIALS, run))
                .and(SearchTables.SEARCHED_RECIPES, rows(recipes, SearchTables.SEARCHED_RECIPES, run));
    }

    @Override
    public List<String> preview(Inputs inputs, SearchSettings settings, RunContext run) {
        return CheckedSubjects.of(inputs, settings.recommenders(), settings.evaluation(), run).stream()
                .map(subject -> "recommender %s: up to %d recipes and %d blends are tried on the %d days before %s"
                        .formatted(
                                subject.name(),
                                settings.budget().trials(),
                                settings.budget().blends(),
                                settings.validationDays(),
                                subject.testBegin(settings.evaluation())))
                .toList();
    }

    private static Search search(Subject subject, SearchSettings settings, Duration until) {
        var run = subject.run();
        var budget = settings.budget();
        long seed = run.seed() ^ subject.name().hashCode();
        var plan = new Search.Plan(budget.trials(), budget.blends(), settings.algorithms(), seed);
        BooleanSupplier timeLeft = () -> run.services().stopwatch().elapsed().compareTo(until) < 0;
        return new Search(plan, timeLeft, new Trials(subject, settings)::judge);
    }

    private static Row trialRow(Subject subject, Search.Trial trial) {
        return RowFactory.create(
                Date.valueOf(subject.logicalDate()),
                subject.name(),
                trial.number(),
                trial.recipe().algorithm(),
                trial.recipe().parameters(),
                trial.figures().ndcg(),
                trial.figures().users(),
                subject.run().runId());
    }

    private static Row recipeRow(Subject subject, Search.Trial best) {
        return RowFactory.create(
                subject.name(),
                RecordedRecipe.SEARCHED + best.recipe().algorithm(),
                best.recipe().algorithm(),
                best.recipe().parameters(),
                best.figures().ndcg(),
                Date.valueOf(subject.logicalDate()),
                subject.run().runId());
    }

    private static Dataset<Row> rows(List<Row> rows, Table table, RunContext run) {
        return run.spark().createDataFrame(rows, table.schema());
    }
}
