package com.banxiang.health.huawei;

import com.banxiang.health.reading.ReadingType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is read there, by Huawei's name, and which leave it needs. */
enum HuaweiType {
    HEART_RATE("com.huawei.instantaneous.heart_rate", "heartrate", ReadingType.HEART_RATE),
    BLOOD_PRESSURE("com.huawei.instantaneous.blood_pressure", "bloodpressure", ReadingType.BLOOD_PRESSURE),
    SPO2("com.huawei.instantaneous.spo2", "oxygensaturation", ReadingType.SPO2),
    BLOOD_GLUCOSE("com.huawei.instantaneous.blood_glucose", "bloodglucose", ReadingType.BLOOD_SUGAR),
    TEMPERATURE("com.huawei.instantaneous.body.temperature", "bodytemperature", ReadingType.TEMPERATURE),
    WEIGHT("com.huawei.instantaneous.body_weight", "heightweight", ReadingType.WEIGHT),
    /** The parts of a day with their ends: totals could not be merged with what another device counted. */
    STEPS("com.huawei.continuous.steps.delta", "step", ReadingType.STEPS),
    SLEEP("com.huawei.health.record.sleep", "sleep", ReadingType.SLEEP);

    private static final String SCOPE = "https://www.huawei.com/healthkit/%s.read";

    private final String dataType;
    private final String scope;
    private final ReadingType reading;

    HuaweiType(String dataType, String scope, ReadingType reading) {
        this.dataType = dataType;
        this.scope = SCOPE.formatted(scope);
        this.reading = reading;
    }

    String dataType() {
        return dataType;
    }

    String scope() {
        return scope;
    }

    ReadingType reading() {
        return reading;
    }

    static Optional<HuaweiType> named(String dataType) {
        return Arrays.stream(values())
                .filter(it -> it.dataType.equals(dataType))
                .findAny();
    }

    /** Those that are read as samples and allowed. */
    static List<HuaweiType> samplesIn(Collection<String> scopes) {
        return Arrays.stream(values())
                .filter(it -> it != SLEEP && scopes.contains(it.scope))
                .toList();
    }
}
