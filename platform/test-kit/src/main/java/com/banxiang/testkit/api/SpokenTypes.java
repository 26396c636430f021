package com.banxiang.testkit.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records an API speaks in, and what their components say that a schema generator doesn't read: which are never
 * null, and how long a {@code @Text} may be.
 */
final class SpokenTypes {

    private final Map<String, Class<?>> byName = new TreeMap<>();
    private final Set<Class<?>> inAnswers = new HashSet<>();
    private final Set<Class<?>> inRequests = new HashSet<>();

    void learn(HandlerMethod method) {

        visit(ResolvableType.forMethodReturnType(method.getMethod()), inAnswers);
        for (var parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                visit(ResolvableType.forMethodParameter(parameter), inRequests);
            }
        }
    }

    private void visit(ResolvableType type, Set<Class<?>> seen) {

        for (var argument : type.getGenerics()) {
            visit(argument, seen);
        }
        if (type.isArray()) {
            visit(type.getComponentType(), seen);
        }

        var raw = type.resolve();
        if (raw == null || !raw.isRecord() || !seen.add(raw)) {
            return;
        }
        var known = byName.putIfAbsent(raw.getSimpleName(), raw);
        if (known != null && known != raw) {
            throw new AssertionError("two schemas of one name: %s and %s".formatted(known.getName(), raw.getName()));
        }
        for (var component : raw.getRecordComponents()) {
            visit(ResolvableType.forType(component.getGenericType(), type), seen);
        }
    }

    /** Adds to the schemas what their records say. */
    void complete(ObjectNode schemas) {
        byName.forEach((name, type) -> schemas.propertyStream()
                .filter(it -> isOf(type, name, it.getKey()))
                .forEach(it -> complete((ObjectNode) it.getValue(), type)));
    }

    /** A generic record has a schema for each of its arguments, named after both. */
    private static boolean isOf(Class<?> type, String name, String schema) {
        return type.getTypeParameters().length == 0 ? schema.equals(name) : schema.startsWith(name);
    }

    private void complete(ObjectNode schema, Class<?> type) {

        var alwaysThere = inAnswers.contains(type) && !inRequests.contains(type);
        var required = new LinkedHashSet<String>();
        schema.path("required").forEach(it -> required.add(it.asString()));
        for (var component : type.getRecordComponents()) {
            if (schema.path("properties").get(component.getName()) instanceof ObjectNode property) {
                limit(property, component);
                if (isWrittenAsNull(component)) {
                    property.putArray("type").add("string").add("null");
                }
                if (alwaysThere && (isNeverNull(component) || isWrittenAsNull(component))) {
                    required.add(component.getName());
                }
            }
        }
        if (!required.isEmpty()) {
            var names = schema.putArray("required");
            required.forEach(names::add);
        }
    }

    /** The house's own constraint on texts, which counts characters as JSON Schema does. */
    private static void limit(ObjectNode property, RecordComponent component) {

        for (var source : List.<AnnotatedElement>of(component, component.getAnnotatedType())) {
            Arrays.stream(source.getAnnotations())
                    .filter(it -> it.annotationType().getSimpleName().equals("Text"))
                    .map(AnnotationUtils::getAnnotationAttributes)
                    .forEach(it -> {
                        property.put("minLength", (Integer) it.get("min"));
                        property.put("maxLength", (Integer) it.get("max"));
                    });
        }
    }

    /** Texts only: nothing else is, in the fleet. */
    private static boolean isWrittenAsNull(RecordComponent component) {
        var included = component.getAccessor().getAnnotation(JsonInclude.class);
        return included != null
                && included.value() == JsonInclude.Include.ALWAYS
                && component.getType() == String.class
                && !isNeverNull(component);
    }

    private static boolean isNeverNull(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
