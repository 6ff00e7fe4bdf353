package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/credence-project/credence/ud"
)

// generalText prints how many acts are read out of treebanks of general text,
// where hardly any stand: what comes out is nearly all false. Recognitions are
// printed whole, as the gravest error there is.
func generalText(binary, folder string) error {
	sentences, err := treebankSentences(folder)
	if err != nil {
		return err
	}
	if len(sentences) == 0 {
		fmt.Printf("── general text: no treebanks in %s\n", folder)
		return nil
	}
	var input bytes.Buffer
	enc := json.NewEncoder(&input)
	for _, s := range sentences {
		if err := enc.Encode(s); err != nil {
			return err
		}
	}
	cmd := exec.Command(binary, "read", "-")
	cmd.Stdin = &input
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("general text: %w: %s", err, stderr.String())
	}
	acts := 0
	var recognitions []string
	for line := range bytes.Lines(out) {
		var x struct{ Kind, Act, Modality, Quote string }
		if err := json.Unmarshal(line, &x); err != nil {
			return fmt.Errorf("general text: %w", err)
		}
		if x.Kind == "state" {
			continue
		}
		acts++
		if strings.HasPrefix(x.Act, "recognize-") || x.Act == "withdraw-recognition" {
			recognitions = append(recognitions, fmt.Sprintf("%s, %s: %s", x.Act, x.Modality, x.Quote))
		}
	}
	fmt.Printf("── general text\n%d sentences, %d acts, %d of them of recognition\n", len(sentences), acts, len(recognitions))
	for _, r := range recognitions {
		fmt.Println("  " + r)
	}
	fmt.Println()
	return nil
}

// line is an article of one sentence.
type line struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
}

// treebankSentences reads the texts of the French and English treebanks, their
// test parts excepted.
func treebankSentences(folder string) ([]line, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*", "*.conllu.gz"))
	if err != nil {
		return nil, err
	}
	var all []line
	for _, path := range files {
		code := filepath.Base(filepath.Dir(path))
		if !slices.Contains([]string{"fr", "en"}, code) || strings.Contains(filepath.Base(path), "-test.") {
			continue
		}
		if all, err = appendSentences(all, path, code); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func appendSentences(all []line, path, code string) ([]line, error) {
	for block, err := range ud.ReadTreebank(path) {
		if err != nil {
			return nil, err
		}
		if text := block.Text(); strings.ContainsFunc(text, unicode.IsLetter) { // not a line of signs
			all = append(all, line{text, code})
		}
	}
	return all, nil
}
