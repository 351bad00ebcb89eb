package dev.almanac.jobs.recommend.contest;

import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.settings.RecommendSettings;
import dev.almanac.jobs.recommend.training.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which recipe shall serve: every recipe and the baselines are judged on one window that none of them has seen. */
public final class Contest {
    private final Subject subject;
    private final Competitors competitors;
    private final RecommendSettings settings;
    private final Instant cut;

    public Contest(Subject subject, Competitors competitors, RecommendSettings settings) {
        this.subject = subject;
        this.competitors = competitors;
        this.settings = settings;
        this.cut = subject.testBegin(settings.evaluation());
    }

    /** What {@link #hold} would do, in a sentence. */
    public String plan() {
        return "recommender %s: %s compete on the events from %s to %s; the winner, trained on everything, lists up to %d items for each of %d active users"
                .formatted(
                        subject.name(),
                        String.join(", ", competitors.names()),
                        cut,
                        subject.run().window().end(),
                        subject.settings().lists().topN(),
                        subject.activeUsers().count());
    }

    public Verdict hold() {
        subject.doing("looking for events to judge by");
        var window =
                new Examination.Window("judged", cut, subject.run().window().end());
        var examination = new Examination(subject, settings.evaluation(), window);
        return examination
                .obstacle()
                .map(why -> Verdict.noContest(why, competitors.champion().filter(any -> examination.hasTaught())))
                .orElseGet(() -> new Promotion(
                                settings.promotion(),
                                subject.name(),
                                settings.evaluation().k())
                        .decide(
                                judged(competitors.baselines(), examination),
                                judged(competitors.recipes(), examination),
                                competitors.champion()));
    }

    private static List<Contender> judged(Map<String, Recommender> recipes, Examination examination) {
        return recipes.entrySet().stream()
                .map(recipe -> examination.judge(recipe.getKey(), recipe.getValue()))
                .toList();
    }
}
