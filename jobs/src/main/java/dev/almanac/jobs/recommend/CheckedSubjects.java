package dev.almanac.jobs.recommend;

import dev.almanac.common.error.AlmanacException;
import dev.almanac.common.job.Inputs;
import dev.almanac.common.job.RunContext;
import dev.almanac.jobs.recommend.rules.HouseRules;
import dev.almanac.jobs.recommend.settings.EvaluationSettings;
import dev.almanac.jobs.recommend.settings.RecommenderSettings;
import dev.almanac.jobs.recommend.training.Subject;
import dev.almanac.jobs.recommend.training.Vocabulary;
import java.util.List;
import java.util.Map;

/** A domain's recommenders, their settings held against the data before an hour of work depends on them. */
final class CheckedSubjects {
    private CheckedSubjects() {}

    /** @throws AlmanacException of kind CONFIG when a business rule cannot be applied to the items */
    static List<Subject> of(
            Inputs inputs,
            Map<String, RecommenderSettings> recommenders,
            EvaluationSettings evaluation,
            RunContext run) {
        var subjects = Subject.all(inputs, recommenders, run);
        for (var subject : subjects) {
            subject.doing("checking settings");
            var rules = new HouseRules(subject.settings().lists(), run.window().end());
            rules.check(subject.name(), subject.sources().items());
            Vocabulary.of(subject)
                    .missing(subject.settings(), evaluation.segments())
                    .forEach(subject::warn);
        }
        return subjects;
    }
}
