package com.banxiang.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text a person wrote: so many characters, not blank, without control characters. Null passes. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
public @interface Text {

    /** Least number of characters (code points); 0 admits the empty text. */
    int min() default 1;

    int max();

    String message() default "{Text}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts code points: an emoji is one character to the person who typed it. */
    final class Validator implements ConstraintValidator<Text, CharSequence> {

        private int min;
        private int max;

        @Override
        public void initialize(Text constraint) {
            min = constraint.min();
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {

            if (text == null) {
                return true;
            }

            var length = text.codePoints().count();
            return length >= min
                    && length <= max
                    && (min == 0 || !text.toString().isBlank())
                    && text.codePoints().noneMatch(Character::isISOControl);
        }
    }
}
