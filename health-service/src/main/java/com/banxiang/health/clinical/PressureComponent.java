package com.banxiang.health.clinical;

/** Which of the two numbers of a blood pressure is meant. */
public enum PressureComponent {
    SYSTOLIC,
    DIASTOLIC
}
