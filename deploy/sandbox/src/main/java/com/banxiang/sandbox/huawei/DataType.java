package com.banxiang.sandbox.huawei;

import java.util.Arrays;
import java.util.Optional;

/** What the cloud keeps, by our words and by Huawei's. */
enum DataType {
    HEART_RATE("heart_rate", "com.huawei.instantaneous.heart_rate", "heartrate", "bpm"),
    BLOOD_PRESSURE("blood_pressure", "com.huawei.instantaneous.blood_pressure", "bloodpressure", "systolic_pressure"),
    SPO2("spo2", "com.huawei.instantaneous.spo2", "oxygensaturation", "saturation"),
    BLOOD_GLUCOSE("blood_glucose", "com.huawei.instantaneous.blood_glucose", "bloodglucose", "level"),
    TEMPERATURE("body_temperature", "com.huawei.instantaneous.body.temperature", "bodytemperature", "body_temperature"),
    WEIGHT("weight", "com.huawei.instantaneous.body_weight", "heightweight", "body_weight"),
    STEPS("steps", "com.huawei.continuous.steps.delta", "step", "steps_delta"),
    SLEEP("sleep", "com.huawei.health.record.sleep", "sleep", "all_sleep_time");

    private final String metric;
    private final String dataTypeName;
    private final String scope;
    private final String field;

    DataType(String metric, String dataTypeName, String scope, String field) {
        this.metric = metric;
        this.dataTypeName = dataTypeName;
        this.scope = "https://www.huawei.com/healthkit/%s.read".formatted(scope);
        this.field = field;
    }

    String dataTypeName() {
        return dataTypeName;
    }

    String scope() {
        return scope;
    }

    String field() {
        return field;
    }

    static Optional<DataType> ofMetric(String metric) {
        return Arrays.stream(values()).filter(it -> it.metric.equals(metric)).findAny();
    }

    static Optional<DataType> named(String dataTypeName) {
        return Arrays.stream(values())
                .filter(it -> it.dataTypeName.equals(dataTypeName))
                .findAny();
    }
}
