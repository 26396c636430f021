package com.banxiang.platform.web;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What a PUT says about one field: nothing, so that it stays; null, so that it is cleared; or its new value.
 *
 * @param said false where the field was absent
 */
@JsonDeserialize(using = Change.Reader.class)
public record Change<T>(boolean said, @Nullable T value) {

    public @Nullable T of(@Nullable T before) {
        return said ? value : before;
    }

    public Change<T> map(UnaryOperator<T> change) {
        return value == null ? this : new Change<>(said, change.apply(value));
    }

    /** Reads a field by the type it may change to. */
    static final class Reader extends ValueDeserializer<Change<?>> {

        private final @Nullable JavaType content;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType content) {
            this.content = content;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new Reader(property.getType().containedType(0));
        }

        @Override
        public Change<?> deserialize(JsonParser json, DeserializationContext context) {
            return new Change<>(true, context.readValue(json, content));
        }

        @Override
        public Change<?> getNullValue(DeserializationContext context) {
            return new Change<>(true, null);
        }

        @Override
        public Change<?> getAbsentValue(DeserializationContext context) {
            return new Change<>(false, null);
        }
    }
}
