package dev.almanac.jobs.samples;

import static org.apache.spark.sql.functions.col;

import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.config.DomainConfig;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.Job;
import dev.almanac.common.job.LandedFile;
import dev.almanac.common.job.Progress;
import dev.almanac.common.job.RunContext;
import dev.almanac.common.job.Task;
import dev.almanac.common.job.Window;
import dev.almanac.common.lake.LandedFiles;
import dev.almanac.common.testing.GivenInputs;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.Jobs;
import dev.almanac.jobs.ingest.Ingest;
import dev.almanac.jobs.ingest.settings.IngestSettings;
import dev.almanac.jobs.ingest.settings.SourceSettings;
import dev.almanac.jobs.recommend.Recommend;
import dev.almanac.jobs.recommend.contest.Competitors;
import dev.almanac.jobs.recommend.contest.Contender;
import dev.almanac.jobs.recommend.contest.Contest;
import dev.almanac.jobs.recommend.contest.Promotion;
import dev.almanac.jobs.recommend.contest.Verdict;
import dev.almanac.jobs.recommend.evaluate.Interval;
import dev.almanac.jobs.recommend.evaluate.Metric;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.sources.ItemSource;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.tables.CleanTables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A domain's contest over one sample under the domain's own settings, with an oracle among those who are judged. */
final class SampleContest {
    private static final String ORACLE = "oracle";
    private static final int RESAMPLES = 400;
    private static final Set<Table> READ = Set.of(CleanTables.USERS, CleanTables.ITEMS, CleanTables.EVENTS);

    private final DomainConfig config;
    private final Planted planted;
    private final String domain;

    /** Of a domain's sample with a seed, in the size of the committed one. */
    SampleContest(String domain, long seed) {
        this.domain = domain;
        var layers = new ConfigLoader(Generated.ROOT.resolve("conf"), Map.of());
        config = DomainConfig.bind(
                layers.load("local", Optional.of(domain), List.of()),
                Jobs.ALL.stream().map(Task::spec).toList());
        planted = new Planted(
                domain,
                config.settings().domain().zone(),
                CommittedSample.of(domain).size(),
                seed);
    }

    /** Writes the sources that a recommender of items reads below a folder, where the domain's configuration looks for them. */
    void write(Path base) {
        planted.write(sources().keySet(), base.resolve("data-samples").resolve(domain));
    }

    /** Ingests the files below a folder and holds the contest of the recommender whose things are items. */
    Result hold(Path base, String activity) {
        var settings = quickly(config.settingsOf(new Recommend().spec()));
        var run = run(new Recommend(), Duration.ofDays(1));
        var subject = Subject.all(clean(base), settings.recommenders(), run).stream()
                .filter(one -> one.settings().itemSource() == ItemSource.ITEMS)
                .findFirst()
                .orElseThrow();
        var competitors = Competitors.of(subject.settings(), Optional.empty(), List.of());
        competitors.recipes().put(ORACLE, planted.oracle(activity));
        return Result.of(new Contest(subject, competitors, settings).hold(), subject.name(), settings);
    }

    /** One list length and fewer resamples: the figures stay as they are, and intervals need no third digit here. */
    private static RecommendSettings quickly(RecommendSettings settings) {
        var judged = settings.evaluation();
        return new RecommendSettings(
                new EvaluationSettings(
                        judged.days(), judged.k(), List.of(), RESAMPLES, judged.youngDays(), judged.segments()),
                settings.promotion(),
                settings.recommenders());
    }

    /** The clean tables, as ingest computes them from the files below a folder. */
    private GivenInputs clean(Path base) {
        var settings = config.settingsOf(new Ingest().spec());
        var some = new IngestSettings(
                sources(), base.toString(), settings.settleTime(), settings.maxBadShare(), settings.badShareMinRows());
        var before = GivenInputs.before(planted.end());
        var changes = new Ingest()
                .compute(new Files(before), some, run(new Ingest(), Duration.ofHours(1)))
                .changes();
        var clean = before;
        for (var table : READ) {
            var columns = table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
            clean = clean.of(table, changes.get(table).rows().select(columns).localCheckpoint());
        }
        return clean;
    }

    private Map<String, SourceSettings> sources() {
        var targets = READ.stream().map(Table::name).toList();
        var some = new TreeMap<>(config.settingsOf(new Ingest().spec()).sources());
        some.values().removeIf(source -> !targets.contains(source.target()));
        return some;
    }

    private RunContext run(Job<?> job, Duration length) {
        return new RunContext(
                new RunContext.RunIdentity("run-1", job.spec().name(), domain, false),
                new Window(planted.end().minus(length), planted.end()),
                config.settings().domain().zone(),
                1,
                new RunContext.Services(SharedSpark.session(), Progress.SILENT, SharedSpark.MEMORY));
    }

    /** Inputs that also find files. */
    private record Files(GivenInputs tables) implements Inputs {
        @Override
        public Dataset<Row> of(Table table) {
            return tables.of(table);
        }

        @Override
        public Dataset<Row> previous(Table table) {
            return tables.previous(table);
        }

        @Override
        public List<LandedFile> files(String pathOrGlob) {
            return LandedFiles.list(SharedSpark.session().sparkContext().hadoopConfiguration(), pathOrGlob);
        }
    }

    /**
     * How it went.
     *
     * @param verdict without the oracle, which is judged and may not serve
     */
    record Result(Verdict verdict, Contender oracle) {
        private static Result of(Verdict all, String recommender, RecommendSettings settings) {
            Predicate<Verdict.Judged> isOracle = one -> one.contender().recipe().equals(ORACLE);
            var recipes = all.judged().stream().filter(isOracle.negate().and(one -> !one.isBaseline()));
            var verdict = new Promotion(
                            settings.promotion(),
                            recommender,
                            settings.evaluation().k())
                    .decide(
                            all.judged().stream()
                                    .filter(Verdict.Judged::isBaseline)
                                    .map(Verdict.Judged::contender)
                                    .toList(),
                            recipes.map(Verdict.Judged::contender).toList(),
                            Optional.empty());
            var oracle = all.judged().stream().filter(isOracle).findFirst().orElseThrow();
            return new Result(verdict, oracle.contender());
        }

        Contender winner() {
            return verdict.judged().stream()
                    .map(Verdict.Judged::contender)
                    .filter(one -> one.recipe().equals(verdict.winner()))
                    .findFirst()
                    .orElseThrow();
        }

        /** By how much the winner's NDCG is above the better baseline's. */
        Interval lift() {
            return winner().judgement().over(verdict.baseline().judgement(), Metric.NDCG, verdict.k());
        }

        /** Which share of the way from the better baseline's NDCG to the oracle's the winner has gone. */
        double share() {
            return lift().value()
                    / (oracle.ndcg(verdict.k()) - verdict.baseline().ndcg(verdict.k()));
        }

        @Override
        public String toString() {
            return "%s NDCG@%d over %d users; the oracle has %s. %s"
                    .formatted(
                            Interval.digits(share()),
                            verdict.k(),
                            oracle.judgement().users(),
                            Interval.digits(oracle.ndcg(verdict.k())),
                            verdict.decision());
        }
    }
}
