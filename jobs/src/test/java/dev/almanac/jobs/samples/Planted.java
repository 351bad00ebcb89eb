package dev.almanac.jobs.samples;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.format_string;

import dev.almanac.common.config.ConfigBinder;
import dev.almanac.common.config.ConfigLoader;
import dev.almanac.common.contract.Table;
import dev.almanac.common.testing.SharedSpark;
import dev.almanac.jobs.recommend.model.CandidateScores;
import dev.almanac.jobs.recommend.model.Candidates;
import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Scorer;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import dev.almanac.jobs.samples.GenerateRequest.Size;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the generator plants for one seed, at hand: to write files of it, and to know the tastes behind them. */
final class Planted {
    private static final Path DOMAINS = Generated.ROOT.resolve("conf/domains");

    private final String domain;
    private final GeneratorPlan plan;
    private final Calendar calendar;
    private final long seed;
    private final LatentRows latent;

    Planted(String domain, ZoneId zone, Size size, long seed) {
        this.domain = domain;
        this.seed = seed;
        var file = ConfigLoader.file(DOMAINS.resolve(domain).resolve("generator.conf"));
        plan = ConfigBinder.bindOrThrow(file.root(), GeneratorPlan.class);
        calendar = new Calendar(plan.calendar(), zone);
        latent = new LatentRows(SharedSpark.session(), plan, size, seed, calendar);
    }

    Instant end() {
        return plan.calendar().end();
    }

    /** Writes the files of some sources, as {@link SampleGenerator} does of all. */
    void write(Collection<String> sources, Path out) {
        var words = WordLists.read(DOMAINS.resolve(domain).resolve("words"));
        var rows = new SampleRows(plan, latent, new DrawColumns(seed, words));
        var landings = new Landings(calendar);
        for (var name : sources) {
            var source = plan.sources().get(name);
            var lines = new SourceLines(name, source, rows.of(name, source.from()), landings, seed);
            new SourceFiles(out.toString(), source.file(), landings.labels(), lines.headers()).write(lines.lines());
        }
    }

    /** Ranks items, or people, by the chance that a person's next choice in an activity falls on them. */
    Recommender oracle(String activity) {
        var items = plan.items().get(plan.activities().get(activity).items());
        var pattern = items == null ? plan.users().id() : items.id();
        var numbers = new HashMap<String, Integer>();
        for (int no = 0; no < Math.max(latent.size().users(), latent.size().items()); no++) {
            numbers.put(pattern.formatted(no), no);
        }
        return new Oracle(
                latent.population(), latent.choice(activity), plan.users().id(), numbers, latent.size());
    }

    /**
     * Knows what is planted in people and items, and nothing of what they did.
     *
     * @param userId the pattern of people's ids
     * @param numbers of the items, by id
     */
    private record Oracle(Population people, Choice choice, String userId, Map<String, Integer> numbers, Size size)
            implements Recommender {

        @Override
        public String algorithm() {
            return "oracle";
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of();
        }

        @Override
        public String reason() {
            return "It was planted.";
        }

        @Override
        public Map<Table, Dataset<Row>> train(TrainingData data, Training training) {
            return Map.of();
        }

        @Override
        public Scorer scorer(Model model) {
            return new Scorer() {
                @Override
                public Optional<Dataset<Row>> users() {
                    var numbered = SharedSpark.session().range(size.users());
                    return Optional.of(numbered.select(
                            format_string(userId, col("id")).as("user_id"),
                            col("id").as(STATE)));
                }

                @Override
                public CandidateScores over(Candidates candidates) {
                    var items = IntStream.range(0, candidates.size())
                            .mapToObj(i -> numbers.get(candidates.id(i)))
                            .toList();
                    return new Chances(people, choice, items, model.cut().getEpochSecond());
                }
            };
        }
    }

    /**
     * Chances at a moment.
     *
     * @param items the candidates' numbers in the generator
     */
    private record Chances(Population people, Choice choice, List<Integer> items, long moment)
            implements CandidateScores {
        @Override
        public void fill(Row user, int state, double[] scores) {
            var person = people.person(user.getLong(state));
            Arrays.setAll(scores, i -> choice.chance(person, items.get(i), moment));
        }
    }
}
