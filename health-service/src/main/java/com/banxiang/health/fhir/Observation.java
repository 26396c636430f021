package com.banxiang.health.fhir;

import com.banxiang.health.clinical.Assessment.Beyond;
import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.clinical.Direction;
import com.banxiang.health.clinical.OwnBounds;
import com.banxiang.health.clinical.Severity;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.record.EveryRecord.Kept;
import com.banxiang.platform.id.NameBasedIds;
import com.banxiang.platform.web.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a reading into the FHIR R4 resources it is: one, and one more for the pulse a blood pressure meter counted. */
final class Observation {

    private static final String LOINC = "http://loinc.org";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    /** Names the pulse after the pressure it was counted with. */
    private static final UUID PULSES = UUID.fromString("7d3c2f0a-5b1e-4a86-9c3d-2f8e6b4a1d70");

    private static final String PRESSURE = "85354-9";
    private static final String SYSTOLIC = "8480-6";
    private static final String DIASTOLIC = "8462-4";
    private static final String HEART_RATE = "8867-4";
    private static final String RESTING_HEART_RATE = "40443-4";
    private static final String OXYGEN = "59408-5";
    /** Beside the exact code: the profile of vital signs asks for it. */
    private static final String OXYGEN_OF_THE_PROFILE = "2708-6";

    private final UUID subject;
    private final ClinicalRules rules;

    /** @param rules say what a value means */
    Observation(UUID subject, ClinicalRules rules) {
        this.subject = subject;
        this.rules = rules;
    }

    /** Entries of a bundle. */
    List<Map<String, Object>> of(Kept record) {

        var entries = new ArrayList<Map<String, Object>>(2);
        entries.add(entry(record.id(), resource(record)));

        var pulse = record.measurement().details().heartRate();

        if (record.measurement().type() == ReadingType.BLOOD_PRESSURE && pulse != null) {
            var id = NameBasedIds.of(PULSES, record.id().toString());
            entries.add(entry(id, pulse(id, record, pulse)));
        }

        return entries;
    }

    private Map<String, Object> resource(Kept record) {

        var measurement = record.measurement();
        var details = measurement.details();
        var resource = base(record.id(), categoryOf(measurement.type()), codesOf(measurement));
        putTime(resource, record.recordedAt(), details);

        var interpretation = interpretation(measurement);

        if (interpretation != null) {
            resource.put("interpretation", List.of(concept(INTERPRETATION, interpretation)));
        }

        if (record.notes() != null) {
            resource.put("note", List.of(Map.of("text", record.notes())));
        }

        if (details.site() != null) {
            resource.put("bodySite", Map.of("text", details.site().name().toLowerCase(Locale.ROOT)));
        }

        if (measurement.type() == ReadingType.BLOOD_PRESSURE) {
            resource.put("component", components(measurement));
        } else {
            resource.put("valueQuantity", quantity(measurement.value(), measurement.type(), details));
        }

        return resource;
    }

    private Map<String, Object> pulse(UUID id, Kept record, BigDecimal value) {

        var resource = base(id, categoryOf(ReadingType.HEART_RATE), List.of(HEART_RATE));
        putTime(resource, record.recordedAt(), Details.NONE);
        resource.put("valueQuantity", quantity(value, ReadingType.HEART_RATE, Details.NONE));
        resource.put("derivedFrom", List.of(Map.of("reference", urn(record.id()))));
        return resource;
    }

    private Map<String, Object> base(UUID id, String category, List<String> codes) {

        var resource = new LinkedHashMap<String, Object>();
        resource.put("resourceType", "Observation");
        resource.put("id", id.toString());
        resource.put("status", "final");
        resource.put("category", List.of(concept(CATEGORY, category)));
        resource.put(
                "code",
                Map.of("coding", codes.stream().map(it -> coding(LOINC, it)).toList()));
        resource.put("subject", Map.of("identifier", Map.of("system", "urn:ietf:rfc:3986", "value", urn(subject))));
        return resource;
    }

    private static void putTime(Map<String, Object> resource, Instant at, Details details) {

        if (details.start() != null && details.end() != null) {
            resource.put("effectivePeriod", Map.of("start", time(details.start()), "end", time(details.end())));
        } else {
            resource.put("effectiveDateTime", time(at));
        }
    }

    private static List<Map<String, Object>> components(Measurement it) {

        var components = new ArrayList<Map<String, Object>>(2);
        components.add(component(SYSTOLIC, it.value()));

        if (it.details().diastolic() != null) {
            components.add(component(DIASTOLIC, it.details().diastolic()));
        }

        return components;
    }

    private static Map<String, Object> component(String code, BigDecimal value) {

        var component = new LinkedHashMap<String, Object>();
        component.put("code", concept(LOINC, code));
        component.put("valueQuantity", quantity(value, ReadingType.BLOOD_PRESSURE, Details.NONE));
        return component;
    }

    private static Map<String, Object> quantity(BigDecimal value, ReadingType type, Details details) {

        var quantity = new LinkedHashMap<String, Object>();
        quantity.put("value", value);

        if (details.comparator() != null) {
            quantity.put("comparator", details.comparator());
        }

        quantity.put("unit", type.unit());
        quantity.put("system", UCUM);
        quantity.put("code", ucum(type));
        return quantity;
    }

    /** Null for what nobody judges by a single value. */
    private @Nullable String interpretation(Measurement it) {

        if (!rules.judges(it)) {
            return null;
        }

        if (rules.assess(it, OwnBounds.NONE) instanceof Beyond(var breach) && breach.severity() == Severity.CRITICAL) {
            return breach.direction() == Direction.BELOW ? "LL" : "HH";
        }

        return switch (rules.level(it)) {
            case LOW -> "L";
            case NORMAL -> "N";
            case ELEVATED, HIGH, CRITICAL -> "H";
        };
    }

    private static List<String> codesOf(Measurement it) {

        var context = it.details().context();

        return switch (it.type()) {
            case BLOOD_PRESSURE -> List.of(PRESSURE);
            case HEART_RATE -> List.of(context == Context.REST ? RESTING_HEART_RATE : HEART_RATE);
            case BLOOD_SUGAR -> List.of(sugar(context));
            case SPO2 -> List.of(OXYGEN, OXYGEN_OF_THE_PROFILE);
            case TEMPERATURE -> List.of("8310-5");
            case WEIGHT -> List.of("29463-7");
            case STEPS -> List.of("55423-8");
            case SLEEP -> List.of("93832-4");
        };
    }

    private static String sugar(@Nullable Context context) {
        return context == Context.FASTING ? "14770-2" : context == Context.AFTER_MEAL ? "14760-3" : "14743-9";
    }

    private static String categoryOf(ReadingType type) {
        return switch (type) {
            case BLOOD_PRESSURE, HEART_RATE, SPO2, TEMPERATURE, WEIGHT -> "vital-signs";
            case BLOOD_SUGAR -> "laboratory";
            case STEPS, SLEEP -> "activity";
        };
    }

    private static String ucum(ReadingType type) {
        return switch (type) {
            case BLOOD_PRESSURE -> "mm[Hg]";
            case HEART_RATE -> "/min";
            case BLOOD_SUGAR -> "mmol/L";
            case SPO2 -> "%";
            case TEMPERATURE -> "Cel";
            case WEIGHT -> "kg";
            case STEPS -> "{steps}";
            case SLEEP -> "min";
        };
    }

    private static Map<String, Object> entry(UUID id, Map<String, Object> resource) {

        var entry = new LinkedHashMap<String, Object>();
        entry.put("fullUrl", urn(id));
        entry.put("resource", resource);
        return entry;
    }

    private static Map<String, Object> concept(String system, String code) {
        return Map.of("coding", List.of(coding(system, code)));
    }

    private static Map<String, Object> coding(String system, String code) {
        return Map.of("system", system, "code", code);
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }

    private static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.atZone(Times.CHINA).toOffsetDateTime());
    }
}
