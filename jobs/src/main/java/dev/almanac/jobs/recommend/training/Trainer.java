package dev.almanac.jobs.recommend.training;

import dev.almanac.jobs.recommend.model.Model;
import dev.almanac.jobs.recommend.model.Recommender;
import dev.almanac.jobs.recommend.model.Training;
import dev.almanac.jobs.recommend.model.TrainingData;
import java.util.HashMap;
import java.util.Map;

/** Trains recipes on the same data: each once, also when it is a part of others. */
public final class Trainer {
    private final Subject subject;
    private final String step;
    private final TrainingData data;
    private final Map<String, Model> trained = new HashMap<>();

    /** @param step names these trainings among the steps of the run */
    public Trainer(Subject subject, String step, TrainingData data) {
        this.subject = subject;
        this.step = step;
        this.data = data;
    }

    public TrainingData data() {
        return data;
    }

    public Model train(Recommender recipe) {
        var hash = Model.settingsHash(recipe);
        var known = trained.get(hash);
        if (known != null) {
            return known;
        }
        var parts = recipe.parts().stream().map(this::train).toList();
        var run = subject.run();
        var name = String.join("-", subject.name(), step, recipe.algorithm(), hash);
        var training = new Training(name, run.seed(), run.services(), parts);
        var model = Model.trained(recipe, run.domain() + "|" + subject.name(), data, training);
        trained.put(hash, model);
        return model;
    }
}
