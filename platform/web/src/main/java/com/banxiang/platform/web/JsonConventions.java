package com.banxiang.platform.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.Version;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How the fleet reads and writes JSON: times with an offset, enums in lower snake case, nothing bent into another type.
 */
final class JsonConventions implements JsonMapperBuilderCustomizer {

    @Override
    public void customize(JsonMapper.Builder builder) {

        builder.addModule(new SimpleModule("banxiang")
                .addSerializer(Instant.class, new InstantWriter())
                .addDeserializer(Instant.class, new InstantReader())
                .addDeserializer(String.class, new TextReader()));

        builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .withCoercionConfig(
                        LogicalType.Enum,
                        it -> it.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .changeDefaultPropertyInclusion(
                        it -> it.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
                .annotationIntrospector(
                        AnnotationIntrospector.pair(builder.annotationIntrospector(), new LowerSnakeCaseEnums()));
    }

    /** Milliseconds are what clients keep; finer digits would only make equal times look different. */
    private static final class InstantWriter extends ValueSerializer<Instant> {

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(instant.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }

    private static final class InstantReader extends ValueDeserializer<Instant> {

        @Override
        public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {

            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), json);
            }

            try {
                return Times.parse(json.getString());
            } catch (IllegalArgumentException unreadable) {
                return (Instant) context.handleWeirdStringValue(Instant.class, json.getString(), "no time");
            }
        }
    }

    /** PostgreSQL keeps no NUL, and no person types one; a number is not a text. */
    private static final class TextReader extends ValueDeserializer<String> {

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) {

            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(context.constructType(String.class), json);
            }

            var text = json.getString();
            return text.indexOf('\0') < 0
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, "", "has a NUL character");
        }
    }

    private static final class LowerSnakeCaseEnums extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Version version() {
            return Version.unknownVersion();
        }

        @Override
        public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {

            for (var i = 0; i < values.length; i++) {
                if (names[i] == null) {
                    names[i] = values[i].name().toLowerCase(Locale.ROOT);
                }
            }

            return names;
        }
    }
}
